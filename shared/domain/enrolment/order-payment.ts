/** The payment of an order, with which the membership begins (R-MEM-8). */
import type { CivilDate } from '../core/calendar.ts';
import type { Refusal } from '../core/decision.ts';
import { stampOf } from '../core/stamp.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import { newMembership } from '../memberships/new-membership.ts';
import { payableThrough } from '../memberships/order.ts';
import type { OrderPayment, Origin } from '../memberships/origin.ts';
import { reversedRefusal } from '../memberships/reversed-payment.ts';
import { holdingRefusal } from './holding.ts';

/** The payment of an order; that of a renewal is `Payment`. */
export type OrderPaymentRequest = { paidOn: CivilDate; reference: string; commandId: string };

export type OrderOutcome = { outcome: 'refused'; refusal: Refusal } | { outcome: 'bought'; membership: Membership };

/**
 * Makes an order a membership, bought on the day of the payment. A payment made in time and recorded after the order
 * has lapsed counts, like that of a renewal (R-REN-6). The requirements were judged when it was ordered.
 *
 * @param others the partner's other memberships: one bought meanwhile may exclude this one (R-MEM-6)
 */
export function decideOrderPayment(
  order: Membership,
  others: readonly Membership[],
  { paidOn, reference, commandId }: OrderPaymentRequest,
  context: { asOf: CivilDate; runId: string; now: string },
): OrderOutcome {
  const { asOf } = context;
  // Other orders do not count: of two that a merge has brought together, the one paid first becomes the membership.
  const otherMemberships = others.filter(({ status }) => status.name !== 'ordered');
  const refusal =
    reversedRefusal(order, { reference, commandId }) ??
    dayRefusal(order, paidOn, asOf) ??
    holdingRefusal(order.terms, otherMemberships, paidOn, asOf);
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

/**
 * The membership of a paid order; expired if its first window had closed by the day on which the payment is recorded.
 */
export function startMembership(order: Membership, payment: OrderPayment): Membership {
  const { partnerId, membershipId, terms, origin, loadedOn, history, reversals, notices, stamp } = order;
  const facts = { partnerId, membershipId, purchasedOn: payment.paidOn, paidThroughCycle: 0 };
  const membership = newMembership(terms, facts, payment.recordedOn, stamp);
  // After a reversal, what became of the payment before is kept (R-REN-9).
  return { ...membership, loadedOn, history, reversals, notices, origin: withPayment(origin, payment) };
}

const withPayment = (origin: Origin, payment: OrderPayment): Origin =>
  origin.kind === 'order' ? { ...origin, payment } : origin;

/** The answer to the payment of an order, the same when the command is repeated. */
export function describeOrderPayment(membership: Membership, { paidOn, reference }: OrderPayment) {
  const first = anniversary({ ...membership, cycle: 1 });
  const reason = `paid on ${paidOn}: the membership begins, and its first anniversary is ${first}`;
  return { rule: 'R-MEM-8', reason, inputs: { paidOn, reference, anniversary: first } };
}
