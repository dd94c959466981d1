/** What operators and partners take back: a renewal to come, and a payment (R-REN-8, R-REN-9). */
import type { Day } from '../dates.ts';
import { usesOf } from '../licences.ts';
import { mergesOf } from '../merges.ts';
import { send } from '../notices/mails.ts';
import { anniversary, isOrder, type Json, type Membership, type Payment, type Program } from '../program.ts';

/** Through the window; what is renewed with another one is declined with that one. */
export function decline(m: Membership, c: Json, today: Day): boolean {
  if (isOrder(m) || m.superseded !== null || m.expired || m.consolidation !== null) return false;
  if (today > anniversary(m) + 30) return false;
  m.isDeclined = c.withdraw !== true;
  return true;
}

/** The last payment alone, and not if a merge rests on it. */
export function reverse(program: Program, m: Membership, c: Json, today: Day): boolean {
  const last = m.closed.at(-1);
  if (last?.payment.reference === c.reference) return reverseRenewal(program, m, c, today);
  const order = m.paidOrder;
  if (order === null || order.reference !== c.reference || last !== undefined || m.superseded !== null) return false;
  if (restsOn(program, m, order) || !isReversible(program, m, { ...order, since: order.paidOn }, c, today))
    return false;
  m.paidOrder = null;
  program.takenBack.add(order.by);
  m.purchased = '';
  m.expired = false;
  return reversed(program, m, c, today);
}

function reverseRenewal(program: Program, m: Membership, c: Json, today: Day): boolean {
  const last = m.closed.at(-1);
  if (last === undefined || restsOn(program, m, last.payment)) return false;
  if (!isReversible(program, m, { ...last.payment, since: last.ad + 1 }, c, today)) return false;
  const { terms, covers, wasExpired: expired, override } = last;
  // What has taken its place by its upgrade keeps it; another pack had it only because this one was paid (R-MEM-6).
  const superseded = m.gold === null ? null : m.superseded;
  m.closed.pop();
  program.takenBack.add(last.payment.by);
  Object.assign(m, terms, { covers, superseded, cycle: m.cycle - 1 });
  // By the anniversary of today, which a correction may have moved since (R-MEM-9).
  const isMoved = anniversary(m) !== last.ad;
  m.expired = superseded === null && expired && today > anniversary(m) + 30;
  m.override = isMoved ? null : override;
  return reversed(program, m, c, today);
}

function reversed(program: Program, m: Membership, { reference, cause }: Json, today: Day): boolean {
  m.reversed.push({ reference, cause });
  m.isDeclined = false;
  m.isLatestKnown = false;
  send(program, m, today, 'payment-reversed', null);
  return true;
}

/** A merge on the day of the payment's command or after it, which moved the membership or made it part of a group. */
function restsOn(program: Program, m: Membership, { recordedOn }: Payment): boolean {
  const since = mergesOf(program, m.partner).filter(({ on }) => on >= recordedOn);
  const isGrouped = m.consolidation !== null || m.covers.length > 0;
  return since.some(({ from }) => isGrouped || m.former.some(({ partner }) => partner === from));
}

/** A refund: within 30 days, and with nothing used of what was paid for. */
function isReversible(
  { tokens }: Program,
  m: Membership,
  { paidOn, since }: Payment & { since: Day },
  { cause }: Json,
  today: Day,
): boolean {
  if (cause !== 'refund') return true;
  return today <= paidOn + 30 && !tokens.some((t) => t.membership === m && usesOf(t).some((on) => on >= since));
}
