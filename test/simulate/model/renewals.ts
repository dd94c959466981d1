/** Payments, overrides, notices and expiry (R-REN, R-NOT, R-EXP). Commands say whether they are done. */
import { type Day, day } from './dates.ts';
import { holds, PACKS, payOrder } from './enrolments.ts';
import { forget, redo } from './groups.ts';
import { ADMINS, ALL_ADMINS, isReviewed, send } from './mails.ts';
import { anniversary, isOrder, type Json, type Membership, type Program, type Terms } from './program.ts';
import { renewedTerms } from './requirements.ts';

/** As on the day of the payment, however late it is recorded (R-REN-6). */
export function pay(program: Program, m: Membership, c: Json, today: Day): boolean {
  const paidOn = day(c.paidOn);
  if (isOrder(m)) return payOrder(program, m, paidOn, today);
  const before = asOn(program, m, paidOn);
  const paid = isInWindow(before, paidOn) ? before : m;
  if (paidOn > today || paid.superseded !== null || paid.consolidation !== null) return false;
  if (!isPayable(program, paid, paidOn, today) || !isReviewed(program, m.partner, paidOn)) return false;
  const renewed = renewedTerms(program, paid, paidOn, c.acceptFallback);
  if (renewed === null) return false;
  const wasExpired = paid.expired;
  renew(m, paid, renewed, paidOn);
  endByLaterPack(program, m, paidOn);
  if (paid === before) redo(program, m.partner, paidOn, today);
  confirm(program, m, wasExpired, today);
  return true;
}

const isInWindow = (m: Membership, on: Day): boolean => on > anniversary(m) && on <= anniversary(m) + 30;

/** The membership without what came after a day: merges, and its upgrade. */
function asOn(program: Program, m: Membership, paidOn: Day): Membership {
  const before = { ...m };
  forget(program, before, paidOn);
  if (m.gold !== null && paidOn <= (m.superseded ?? 0)) before.superseded = null;
  return before;
}

function renew(m: Membership, paid: Membership, [first, ...covers]: Terms[], paidOn: Day): void {
  const { consolidation } = paid;
  const superseded = m.gold !== null ? m.superseded : paid.superseded;
  const cycle = { cycle: m.cycle + 1, expired: false, told: new Set<number>(), override: null };
  m.payments.set(m.cycle, paidOn);
  Object.assign(m, first, cycle, { covers, consolidation, superseded });
}

/** One pack a partner: of one that was bought since the payment the AD is later, and it is kept (R-MEM-6). */
function endByLaterPack({ memberships }: Program, m: Membership, paidOn: Day): void {
  const since = memberships
    .filter((other) => other !== m && other.partner === m.partner && other.offer === m.offer && !isOrder(other))
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

/** The renewal notices of a day: of several stages the latest (R-NOT-3). */
export function notify(program: Program, on: Day): void {
  for (const m of program.memberships) {
    if (isOrder(m) || m.expired || m.superseded !== null || m.consolidation !== null) continue;
    const due: number[] = program.config.noticeStages.filter(
      (stage: number) => anniversary(m) + stage <= on && !m.told.has(stage),
    );
    if (on > anniversary(m) + 30 || due.length === 0) continue;
    for (const stage of due) m.told.add(stage);
    const roles = isReviewed(program, m.partner, on) ? ADMINS : ALL_ADMINS;
    send(program, m, on, 'renewal', Math.max(...due), roles);
  }
}

/** What ends on a day: another one takes its place (R-MRG-2), or it expires (R-EXP-1). */
export function end(program: Program, on: Day): void {
  for (const m of program.memberships) {
    if (isOrder(m) || m.expired || m.superseded !== null) continue;
    if (m.consolidation !== null) {
      if (on >= m.consolidation.on) m.superseded = m.consolidation.on;
    } else if (on > anniversary(m) + 30) {
      m.expired = true;
      send(program, m, on, 'expired', 31);
    }
  }
}
