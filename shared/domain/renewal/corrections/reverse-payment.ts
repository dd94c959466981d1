/** The reversal of a payment: the cycle that it closed is open again (R-REN-9). */
import { benefitsUsedSince } from '../../benefits/used-since.ts';
import { addDays, anniversaryOf, type CivilDate, expiryOf } from '../../core/calendar.ts';
import type { Refusal } from '../../core/decision.ts';
import { stampOf } from '../../core/stamp.ts';
import type {
  ClosedCycle,
  Membership,
  MembershipStatus,
  Renewal,
  Reversal,
  ReversalCause,
} from '../../memberships/membership.ts';
import type { OrderPayment, Origin } from '../../memberships/origin.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import { ledgerOfAnniversary } from '../../notices/earlier-anniversary.ts';
import { reopenSkipped } from '../../notices/ledger.ts';
import { hasRequirements } from '../../offers/terms.ts';
import type { RenewalFacts } from '../renewal-facts.ts';
import { putAway } from './put-away.ts';
import { claimReversalNotices, describeReversal } from './reversal-notices.ts';

const RULE = 'R-REN-9';
/** Days after a payment through which it can be refunded, inclusive. */
const REFUND_DAYS = 30;

export type ReversalRequest = { reference: string; cause: ReversalCause; ticket: string; commandId: string };

/**
 * `closed`: the cycle that the last renewal closed; null: there was none. `earlier`: the renewals before it. `merges`:
 * the days on which others were merged into the partner.
 */
export type PaymentHistory = {
  closed: ClosedCycle | null;
  earlier: readonly Renewal[];
  merges: readonly CivilDate[];
};

export type ReversalOutcome =
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'reversed'; membership: Membership; reason: string };

type Found = { paid: 'renewal'; payment: Renewal; closed: ClosedCycle } | { paid: 'order'; payment: OrderPayment };

/**
 * Takes the last payment back. What follows is what the calendar of the day says of an unpaid cycle: its notices in the
 * window, expiry with its notice after it.
 *
 * @example
 * // AD 2027-09-01, paid on 2027-09-05; the notices of 2027-09-16 and later are open again
 * const reversal = { reference: 'w', cause: 'chargeback', ticket: '4711', commandId: 'c' };
 * decideReversal(facts, reversal, history, { ...context, asOf: '2027-09-20' });
 */
export function decideReversal(
  facts: RenewalFacts,
  request: ReversalRequest,
  history: PaymentHistory,
  context: DecisionContext,
): ReversalOutcome {
  const found = findPayment(facts.membership, request, history);
  if ('rule' in found) return { outcome: 'refused', refusal: found };
  const refusal = mergeRefusal(facts.membership, found, history) ?? refundRefusal(facts, request, found, context.asOf);
  if (refusal !== null) return { outcome: 'refused', refusal };
  const { cause, ticket, commandId } = request;
  const why = { cause, ticket, on: context.asOf, commandId, stamp: stampOf(context) };
  const reversal: Reversal =
    found.paid === 'renewal'
      ? { ...why, paid: 'renewal', payment: found.payment }
      : { ...why, paid: 'order', payment: found.payment };
  const reopened = found.paid === 'renewal' ? reopenCycle(facts, found.closed, context) : reopenOrder(facts.membership);
  const number = facts.membership.reversals.length + 1;
  const membership = {
    ...reopened,
    reversals: [...facts.membership.reversals, reversal],
    notices: { ...reopened.notices, ...putAway(facts.membership.notices, number, stampOf(context)) },
  };
  const notices = { ...membership.notices, ...claimReversalNotices(membership, facts.partner, context) };
  return { outcome: 'reversed', membership: { ...membership, notices }, reason: describeReversal(reversal) };
}

function findPayment(
  membership: Membership,
  { reference }: ReversalRequest,
  { closed, earlier }: PaymentHistory,
): Found | Refusal {
  const { lastRenewal, origin } = membership;
  const refuse = (reason: string, rule = RULE): Refusal => ({ rule, reason, inputs: { reference } });
  if (lastRenewal?.reference === reference)
    return closed === null
      ? refuse(`the record of the cycle that ${reference} closed is not there`)
      : { paid: 'renewal', payment: lastRenewal, closed };
  const before = earlier.find((renewal) => renewal.reference === reference);
  if (before !== undefined)
    return refuse(
      `${reference} paid cycle ${before.cycle}, two cycles back or more: only the last payment can be reversed`,
    );
  const reversed = membership.reversals.findLast(({ payment }) => payment.reference === reference);
  if (reversed !== undefined) return refuse(`the payment ${reference} was reversed before, on ${reversed.on}`);
  if (origin.kind === 'upgrade' && origin.reference === reference)
    return refuse(`${reference} paid the upgrade from ${origin.from}, which cannot be undone: it closed no cycle`);
  if (origin.kind !== 'order' || origin.payment?.reference !== reference)
    return refuse(`no payment ${reference} of ${membership.membershipId} is recorded`);
  if (lastRenewal !== null)
    return refuse(`${reference} paid the order, two cycles back or more: only the last payment can be reversed`);
  const { status } = membership;
  if (status.name === 'superseded')
    return refuse(`superseded on ${status.on} by ${status.by}, which rests on the payment ${reference}`);
  return { paid: 'order', payment: origin.payment };
}

/** What a merge decided rests on the payments made before it, and it cannot be undone (R-MRG-1). */
function mergeRefusal(
  { consolidation, covers, movedFrom }: Membership,
  { payment }: Found,
  { merges }: PaymentHistory,
): Refusal | null {
  const isMerged = consolidation !== null || covers.length > 0;
  const since = merges.find((on) => on >= payment.recordedOn);
  const on = movedFrom !== null && movedFrom.on >= payment.recordedOn ? movedFrom.on : isMerged ? since : undefined;
  if (on === undefined) return null;
  const reason = `the merge of ${on} rests on the payment of ${payment.paidOn}, and cannot be undone`;
  return { rule: RULE, reason, inputs: { mergedOn: on, paidOn: payment.paidOn } };
}

/** Only a short time after the payment, and with nothing used of what it has paid for. */
function refundRefusal(
  { membership, benefits }: RenewalFacts,
  { cause }: ReversalRequest,
  found: Found,
  asOf: CivilDate,
): Refusal | null {
  if (cause !== 'refund') return null;
  const { paidOn } = found.payment;
  const through = addDays(paidOn, REFUND_DAYS);
  const inputs = { paidOn, refundableThrough: through, asOf };
  if (asOf > through) return { rule: RULE, reason: `paid on ${paidOn}, and refundable through ${through}`, inputs };
  const since = found.paid === 'renewal' ? addDays(found.closed.anniversary, 1) : paidOn;
  const used = benefitsUsedSince(benefits, membership.membershipId, since);
  if (used.length === 0) return null;
  return { rule: RULE, reason: `used since ${since}: ${used.join(', ')}`, inputs: { ...inputs, used } };
}

/**
 * The cycle as it was before the payment; what was skipped because of that is open again. A declaration before it is
 * not (R-REN-8).
 */
function reopenCycle({ membership }: RenewalFacts, closed: ClosedCycle, context: DecisionContext): Membership {
  const { asOf } = context;
  const { cycle, terms, covers, openedBy } = closed;
  const { status, override, notices } = atPresentAnniversary(membership, closed, context);
  const isReplaced = membership.status.name === 'superseded';
  return {
    ...membership,
    cycle,
    terms,
    covers,
    status: isReplaced ? membership.status : status,
    override,
    declined: null,
    lastRenewal: openedBy,
    closing: null,
    standing: null,
    evaluateOn: status.name === 'active' && !isReplaced && hasRequirements(terms) ? asOf : null,
    notices: reopenSkipped(reopenSkipped(notices, 'paid'), 'declined'),
  };
}

/** A correction since the payment has moved the cycle's anniversary (R-MEM-9): its calendar and its notices go with it. */
function atPresentAnniversary(
  { purchasedOn }: Membership,
  { cycle, anniversary: ad, expiredOn, override, notices }: ClosedCycle,
  context: DecisionContext,
): Pick<Membership, 'status' | 'override' | 'notices'> {
  const present = anniversaryOf(purchasedOn, cycle);
  const expires = expiryOf(present);
  const isExpired = expiredOn !== null && expires <= context.asOf;
  const status: MembershipStatus = isExpired ? { name: 'expired', expiredOn: expires } : { name: 'active' };
  if (present === ad) return { status, override, notices };
  return { status, override: null, notices: ledgerOfAnniversary(notices, ad, present, stampOf(context)) };
}

/** The order as it was before it was paid (R-MEM-8). */
function reopenOrder(membership: Membership): Membership {
  const origin = membership.origin as Extract<Origin, { kind: 'order' }>;
  const createdOn = origin.orderedOn;
  return {
    ...membership,
    origin: { ...origin, payment: null },
    purchasedOn: createdOn,
    cycle: 1,
    status: { name: 'ordered', createdOn },
    override: null,
    declined: null,
    standing: null,
    evaluateOn: null,
    notices: {},
  };
}
