/** An order: an enrolment that is not paid yet (R-MEM-8). */
import { addDays, type CivilDate } from '../core/calendar.ts';
import { withChange } from '../core/history.ts';
import { type Stamp, stampOf } from '../core/stamp.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import type { Membership } from './membership.ts';
import type { MembershipDecision } from './membership-decision.ts';
import { newMembership } from './new-membership.ts';

/** Days after its creation through which an order can be paid, inclusive (R-MEM-8). */
const ORDER_DAYS = 30;

/** The last day on which an order can be paid. */
export const payableThrough = (createdOn: CivilDate): CivilDate => addDays(createdOn, ORDER_DAYS);

/** The first day on which an unpaid order cannot be paid any more. */
export const lapseDate = (createdOn: CivilDate): CivilDate => addDays(createdOn, ORDER_DAYS + 1);

/** A new order. */
export function newOrder(
  order: Pick<Membership, 'partnerId' | 'membershipId' | 'terms' | 'origin'>,
  createdOn: CivilDate,
  stamp: Stamp,
): Membership {
  const facts = { ...order, purchasedOn: createdOn, paidThroughCycle: 0 };
  const membership = newMembership(order.terms, facts, createdOn, stamp);
  return { ...membership, origin: order.origin, status: { name: 'ordered', createdOn }, evaluateOn: null };
}

/** Lapses an unpaid order as of day 31, however late the run is. No notice is sent: the partner had no membership. */
export function decideLapse(membership: Membership, context: DecisionContext): MembershipDecision {
  const { asOf } = context;
  const { status, partnerId, membershipId } = membership;
  if (status.name !== 'ordered' || asOf < lapseDate(status.createdOn)) return { membership, decisions: [] };
  const { createdOn } = status;
  const on = lapseDate(createdOn);
  const reason = `ordered on ${createdOn} and not paid through ${payableThrough(createdOn)}`;
  const decision = { what: 'order-lapsed', rule: 'R-MEM-8', reason, inputs: { createdOn, lapsedOn: on, asOf } };
  const history = withChange(membership.history, { on: asOf, stamp: stampOf(context), ...decision });
  return {
    membership: { ...membership, status: { name: 'lapsed', createdOn, on }, history },
    decisions: [{ ...decision, partnerId, membershipId, cycle: null, stage: null }],
  };
}
