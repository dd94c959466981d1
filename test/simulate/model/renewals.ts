/** Payments, overrides, notices and expiry (R-REN, R-NOT, R-EXP). Commands say whether they are done. */
import { type Day, day, text } from './dates.ts';
import { holds, PACKS, payOrder } from './enrolments.ts';
import { forget, mergesSince, ownerBefore, placeTaker, redo } from './groups.ts';
import { ADMINS, ALL_ADMINS, isReviewed, recipients, send, sendTo } from './notices/mails.ts';
import {
  anniversary,
  isInForce,
  isOrder,
  type Json,
  type Membership,
  type Payment,
  type Program,
  type Terms,
  termsOf,
  toldOf,
} from './program.ts';
import { renewedTerms } from './requirements.ts';
import { tellLoss } from './trainers.ts';

/** As on the day of the payment, however late it is recorded (R-REN-6). */
export function pay(program: Program, m: Membership, c: Json, today: Day): boolean {
  const paidOn = day(c.paidOn);
  const payment = { paidOn, recordedOn: today, reference: c.reference, by: c.requestId };
  // What was given or fetched back is not paid any more (R-REN-9).
  if (m.reversed.some(({ reference, cause }) => reference === c.reference && cause !== 'error')) return false;
  if (isOrder(m)) return payOrder(program, m, payment);
  const before = asOn(program, m, paidOn);
  const paid = isInWindow(before, paidOn) ? before : m;
  if (paidOn > today || paid.superseded !== null || paid.consolidation !== null) return false;
  if (!isPayable(program, paid, paidOn, today) || !isReviewed(program, m.partner, paidOn)) return false;
  const renewed = renewedTerms(program, paid, paidOn, c.acceptFallback);
  if (renewed === null || isSecondPack(program, paid, renewed, paidOn)) return false;
  const wasExpired = paid.expired;
  renew(m, paid, renewed, payment);
  endByLaterPack(program, m, paidOn);
  if (paid === before) replan(program, m, paidOn, today);
  confirm(program, m, wasExpired, today);
  return true;
}

/** The others of the partner follow; of those that end by it a mail tells with the next run. */
export function replan(program: Program, m: Membership, since: Day, today: Day): void {
  const others = program.memberships.filter((other) => other !== m && other.partner === m.partner);
  const going = others.filter((other) => other.superseded === null && !other.expired && !isOrder(other));
  redo(program, m.partner, since, today);
  for (const other of going)
    tellEnd(other, today, (kind) => {
      other.endMail = { kind, to: recipients(other.partner, ADMINS) };
    });
}

/** Whether it comes down to a pack that the partner had already on that day (R-MEM-6). */
function isSecondPack(program: Program, paid: Membership, [{ offer } = termsOf(paid)]: Terms[], on: Day): boolean {
  if (offer === paid.offer || !PACKS.includes(offer)) return false;
  const merges = mergesSince(program, paid.partner, on);
  return program.memberships.some(
    (other) =>
      other.id !== paid.id &&
      other.partner === paid.partner &&
      other.offer === offer &&
      !isOrder(other) &&
      ownerBefore(other, merges) === ownerBefore(paid, merges) &&
      day(other.purchased) <= on &&
      on <= anniversary(other) + 30 &&
      on < (other.superseded ?? Number.POSITIVE_INFINITY),
  );
}

const isInWindow = (m: Membership, on: Day): boolean => on > anniversary(m) && on <= anniversary(m) + 30;

/** The membership without what came after a day: merges, and its upgrade. */
function asOn(program: Program, m: Membership, paidOn: Day): Membership {
  const before = { ...m };
  forget(program, before, paidOn);
  if (m.gold !== null && paidOn <= (m.superseded ?? 0)) before.superseded = null;
  return before;
}

function renew(m: Membership, paid: Membership, [first, ...covers]: Terms[], payment: Payment): void {
  const { consolidation } = paid;
  const superseded = m.gold !== null ? m.superseded : paid.superseded;
  const cycle = { cycle: m.cycle + 1, expired: false, override: null, isDeclined: false };
  const { covers: coversBefore, override } = paid;
  const wasExpired = m.expired;
  m.closed.push({
    cycle: m.cycle,
    payment,
    terms: termsOf(m),
    covers: coversBefore,
    ad: anniversary(m),
    wasExpired,
    override,
  });
  Object.assign(m, first, cycle, { covers, consolidation, superseded });
}

/**
 * One pack a partner: of one that was bought since the payment the AD is later, and it is kept (R-MEM-6). One that
 * another partner bought, and that came by a merge, is renewed together with it (R-MRG-2).
 */
function endByLaterPack(program: Program, m: Membership, paidOn: Day): void {
  const isBoughtBeside = (other: Membership): boolean => {
    const merges = mergesSince(program, m.partner, day(other.purchased));
    return ownerBefore(other, merges) === ownerBefore(m, merges);
  };
  const since = program.memberships
    .filter((other) => other !== m && other.partner === m.partner && other.offer === m.offer && !isOrder(other))
    .filter(isBoughtBeside)
    .map(({ purchased }) => day(purchased))
    .filter((purchased) => PACKS.includes(m.offer) && purchased > paidOn && purchased <= anniversary(m) + 30);
  if (since.length > 0) m.superseded = Math.min(...since);
}

/** One mail says what holds now: that it is renewed, or that its next window has closed, too. */
function confirm(program: Program, m: Membership, wasExpired: boolean, today: Day): void {
  m.expired = m.superseded === null && m.consolidation === null && today > anniversary(m) + 30;
  if (m.expired) send(program, m, today, 'expired', 31);
  else send(program, m, today, wasExpired ? 'reinstated' : 'renewed', null);
}

/** In its window, or after it on an override; then not if the partner has bought the same again meanwhile. */
function isPayable(program: Program, m: Membership, paidOn: Day, today: Day): boolean {
  if (isInWindow(m, paidOn)) return true;
  if (m.override === null || paidOn <= anniversary(m) + 30 || paidOn > m.override) return false;
  return !m.expired || !holds(program, m.partner, m, { on: paidOn, today, self: m });
}

export function override(m: Membership, c: Json, today: Day): boolean {
  const until = day(c.until);
  if (isOrder(m) || m.superseded !== null || today <= anniversary(m) + 30 || until < today) return false;
  m.override = until;
  return true;
}

/** Whether somebody of those roles has had a renewal notice on the day: the next one waits (R-NOT-3). */
function isAnyTold(program: Program, m: Membership, on: Day, roles: string[]): boolean {
  const to = recipients(m.partner, roles);
  return program.emails.some(
    (mail) =>
      [mail.asOf, mail.kind, mail.partnerId, mail.membershipId].join() ===
        [text(on), 'renewal', m.partner.id, m.id].join() && to.includes(mail.to),
  );
}

/** The renewal notices of a day: of several stages the latest (R-NOT-3). */
export function notify(program: Program, on: Day): void {
  for (const m of program.memberships) {
    tellLoss(program, m, on);
    if (isOrder(m) || m.expired || m.superseded !== null || m.consolidation !== null || m.isDeclined) continue;
    const told = toldOf(m);
    const due: number[] = program.config.noticeStages.filter(
      (stage: number) => anniversary(m) + stage <= on && !told.has(stage),
    );
    if (on > anniversary(m) + 30 || due.length === 0) continue;
    const roles = isReviewed(program, m.partner, on) ? ADMINS : ALL_ADMINS;
    if (isAnyTold(program, m, on, roles)) continue;
    for (const stage of due) told.add(stage);
    send(program, m, on, 'renewal', Math.max(...due), roles);
  }
}

/** That another one goes on in its place, or that none does; each end once (R-LIC-6). */
function tellEnd(m: Membership, on: Day, tell: (kind: string) => void): void {
  if (m.superseded === null || m.consolidation === null || m.toldEnds.has(m.superseded)) return;
  m.toldEnds.add(m.superseded);
  tell(isInForce(placeTaker(m.consolidation.into), on) ? 'consolidated' : 'benefits-ended');
}

/** Not to those who were erased since (R-OPS-4); what was sent again meanwhile is not known. */
function sendEndMail(program: Program, m: Membership, on: Day, { kind, to }: { kind: string; to: string[] }): void {
  const isErased = (address: string) => m.partner.contacts.some((c) => c.isErased && c.email.toLowerCase() === address);
  sendTo(program, m, on, { kind, stage: null, to: to.filter((address) => !isErased(address)) });
  m.isLatestKnown = false;
}

/** What ends on a day: another one takes its place (R-MRG-2), or it expires (R-EXP-1). */
export function end(program: Program, on: Day): void {
  for (const m of program.memberships) {
    if (m.endMail !== null) sendEndMail(program, m, on, m.endMail);
    m.endMail = null;
    if (isOrder(m) || m.expired || m.superseded !== null) continue;
    if (m.consolidation !== null) {
      if (on < m.consolidation.on) continue;
      m.superseded = m.consolidation.on;
      tellEnd(m, on, (kind) => send(program, m, on, kind, null));
    } else if (on > anniversary(m) + 30) {
      m.expired = true;
      send(program, m, on, 'expired', 31);
    }
  }
}
