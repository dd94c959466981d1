/** The payment of an order: by it the membership begins (R-MEM-8). */
import type { CivilDate } from '../core/calendar.ts';
import type { Refusal } from '../core/decision.ts';
import { stampOf } from '../core/stamp.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import { newMembership } from '../memberships/new-membership.ts';
import { payableThrough } from '../memberships/order.ts';
import type { OrderPayment, Origin } from '../memberships/origin.ts';
import { holdingRefusal } from './holding.ts';

/** What an order needs to be paid: not the one of a later cycle (`decidePayment`). */
export type OrderPaymentRequest = { paidOn: CivilDate; reference: string; commandId: string };

export type OrderOutcome = { outcome: 'refused'; refusal: Refusal } | { outcome: 'bought'; membership: Membership };

/**
 * The payment of an order makes it a membership, bought on the day of the payment. It is judged by that day: one made in time and
 * recorded after the order was marked as lapsed counts, as R-REN-6 has it of renewals. The requirements were asked when it was ordered.
 *
 * @param others the partner's other memberships: what it bought meanwhile may leave no room (R-MEM-6)
 */
export function decideOrderPayment(
  order: Membership,
  others: readonly Membership[],
  { paidOn, reference, commandId }: OrderPaymentRequest,
  context: { asOf: CivilDate; runId: string; now: string },
): OrderOutcome {
  const { asOf } = context;
  // Another order is nothing yet: of two, which a merge brings together, the one that is paid first begins.
  const held = others.filter(({ status }) => status.name !== 'ordered');
  const refusal = dayRefusal(order, paidOn, asOf) ?? holdingRefusal(order.terms, held, paidOn, asOf);
  if (refusal !== null) return { outcome: 'refused', refusal };
  const payment = { paidOn, recordedOn: asOf, reference, commandId, stamp: stampOf(context) };
  return { outcome: 'bought', membership: startMembership(order, payment) };
}

function dayRefusal({ status }: Membership, paidOn: CivilDate, asOf: CivilDate): Refusal | null {
  if (status.name !== 'ordered' && status.name !== 'lapsed') return null;
  const { createdOn } = status;
  const through = payableThrough(createdOn);
  const refuse = (reason: string): Refusal => ({
    rule: 'R-MEM-8',
    reason,
    inputs: { paidOn, createdOn, payableThrough: through, asOf },
  });
  if (paidOn > asOf) return refuse(`${paidOn} lies after ${asOf}, the day it is recorded`);
  if (paidOn < createdOn) return refuse(`${paidOn} lies before ${createdOn}, the day of the order`);
  return paidOn > through ? refuse(`the order was payable through ${through}`) : null;
}

/** The membership of a paid order; expired at once if its first window has closed by the day it is recorded. */
export function startMembership(order: Membership, payment: OrderPayment): Membership {
  const { partnerId, membershipId, terms, origin, loadedOn, history, stamp } = order;
  const facts = { partnerId, membershipId, purchasedOn: payment.paidOn, paidThroughCycle: 0 };
  const membership = newMembership(terms, facts, payment.recordedOn, stamp);
  return { ...membership, loadedOn, history, origin: withPayment(origin, payment) };
}

const withPayment = (origin: Origin, payment: OrderPayment): Origin =>
  origin.kind === 'order' ? { ...origin, payment } : origin;

/** What is said of the payment of an order, also when it is sent again. */
export function describeOrderPayment(membership: Membership, { paidOn, reference }: OrderPayment) {
  const first = anniversary({ ...membership, cycle: 1 });
  const reason = `paid on ${paidOn}: the membership begins, and its first anniversary is ${first}`;
  return { rule: 'R-MEM-8', reason, inputs: { paidOn, reference, anniversary: first } };
}
