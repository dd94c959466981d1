/**
 * Trainers come and go by the partner's row of a file, and with the last one the delivery of courseware to others
 * (R-MEM-10).
 */
import { type Day, day, text } from './dates.ts';
import { ADMINS, recipients } from './notices/mails.ts';
import { coursewareOf } from './overview.ts';
import { isInForce, type Json, type Membership, type Partner, type Program } from './program.ts';

const isLearning = (m: Membership): boolean =>
  [m, ...m.covers].some(({ offer, learning }) => offer === 'learning-action-pack' || learning);

/** @returns whether it is done; what was merged into another one has no row of its own any more */
export function loadTrainers(program: Program, p: Partner, c: Json, today: Day): boolean {
  if (p.into !== null) return false;
  const mct = Number(c.mctCount);
  if (mct === 0 && coursewareOf(program, p, today).isAllowed) {
    const own = program.memberships.filter((m) => m.partner === p);
    const [teller] = own.filter((m) => isLearning(m) && isInForce(m, today)).sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const m of own) m.untoldLoss = m === teller ? today : null;
  }
  p.goneOn = mct > 0 ? null : p.mct > 0 ? today : p.goneOn;
  p.mct = mct;
  return true;
}

/**
 * Of a membership that had brought the offers before. Such a notice names the loss only if it is one of the partner
 * itself: what became of the trainers of one that was merged into it is not known there.
 */
function isToldByRisk({ atRisk, memberships }: Program, partner: Partner, lostOn: Day, on: Day): boolean {
  const { goneOn } = partner;
  if (goneOn === null) return false;
  const told = atRisk.filter((risk) => lostOn <= day(risk.on) && day(risk.on) <= on);
  const names = (m: Membership): string[] =>
    [{ partner: m.partner, id: m.id }, ...m.former].map((name) => `${name.partner.id} ${name.id}`);
  return memberships.some(
    (m) =>
      m.partner === partner &&
      isLearning(m) &&
      Math.max(day(m.purchased), partner.profile ?? 0) < goneOn &&
      told.some(({ partnerId, membershipId }) => names(m).includes(`${partnerId} ${membershipId}`)),
  );
}

/** With the next run, once; not if the notice that a renewal is at risk tells it, and not if it is not so any more. */
export function tellLoss(program: Program, m: Membership, on: Day): void {
  const { untoldLoss: lostOn, partner } = m;
  if (lostOn === null || lostOn > on) return;
  m.untoldLoss = null;
  const { purchase } = coursewareOf(program, partner, on) ?? {};
  if (purchase !== 'partner-offers' || partner.mct > 0 || isToldByRisk(program, partner, lostOn, on)) return;
  // After a merge: the partner itself had a trainer for longer, and of that loss another membership tells.
  if (partner.goneOn !== null && partner.goneOn > lostOn) return;
  const name = { partnerId: partner.id, membershipId: m.id };
  const all = recipients(partner, ADMINS);
  // Then it may have been told to nobody that a renewal is at risk, too.
  if (all.length === 0) m.isLatestKnown = false;
  for (const to of all) program.emails.push({ asOf: text(on), kind: 'delivery-lost', stage: null, ...name, to });
  m.losses.push({
    kind: 'delivery-lost',
    stage: null,
    goesOn: null,
    on,
    lostOn,
    copies: new Map(all.map((to) => [to, { on, ...name }])),
  });
  forgetOldLosses(program, m);
}

/** Notices of so many losses are kept of a membership (R-IMP-6). */
const LOSSES_KEPT = 6;

/** What is not kept is in no list of mails any more. */
function forgetOldLosses(program: Program, m: Membership): void {
  const [old, next] = m.losses;
  if (m.losses.length <= LOSSES_KEPT || old === undefined || next === undefined) return;
  m.losses.shift();
  const names = new Set([...old.copies.values()].map(({ partnerId, membershipId }) => `${partnerId} ${membershipId}`));
  program.emails = program.emails.filter(
    ({ kind, asOf, partnerId, membershipId }) =>
      kind !== 'delivery-lost' || day(asOf) >= next.on || !names.has(`${partnerId} ${membershipId}`),
  );
}
