/** What a payment does to a membership (R-REN). */
import type { Refusal } from '../../core/decision.ts';
import { type Eligibility, fallbackFor } from '../../eligibility/eligibility.ts';
import { type RenewalScope, renewalEligibility, renewalScope } from '../../eligibility/joint-renewal.ts';
import { anniversary } from '../../memberships/membership.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import { termsName } from '../../offers/terms.ts';
import type { RenewalFacts } from '../renewal-facts.ts';
import type { Payment, PaymentOutcome } from './payment.ts';
import { paymentRefusal } from './payment-refusal.ts';
import { renewMembership } from './renew-membership.ts';

/**
 * Decides the payment of the current cycle's fee as of the day on which it was made: a payment made in time and recorded after expiry
 * reinstates (R-REN-6). Employees and figures count as of that day, KPI and MCTs as of the day it is recorded.
 *
 * @example
 * // an Action Pack purchased on 2020-09-01, cycle 7: AD 2027-09-01, window 2027-09-02 … 2027-10-01
 * const payment = { paidOn: civilDateOf('2027-09-10'), reference: 'INV-7', commandId: 'c-1' };
 * decidePayment(facts, payment, { ...context, asOf: '2027-10-05' }); // outcome 'renewed', kind 'reinstated' if expired meanwhile
 */
export function decidePayment(facts: RenewalFacts, payment: Payment, context: DecisionContext): PaymentOutcome {
  const refusal = paymentRefusal(facts, payment, context);
  if (refusal !== null) return { outcome: 'refused', refusal };
  const terms = renewalScopeOf(facts, payment);
  if ('refusal' in terms) return { outcome: 'refused', refusal: terms.refusal };
  return renewMembership(facts, payment, terms, context);
}

/** The terms that the payment renews: the same, the highest of those covered, or the accepted fallback (R-REN-3, R-REN-4, R-MRG-2). */
function renewalScopeOf(facts: RenewalFacts, payment: Payment): RenewalScope | { refusal: Refusal } {
  const { membership } = facts;
  const { terms } = membership;
  const ad = anniversary(membership);
  const eligibility = renewalEligibility(membership, facts, payment.paidOn);
  const inputs = { anniversary: ad, eligibility };
  if (eligibility.state === 'met' || eligibility.state === 'waived')
    return renewalScope(membership, facts, payment.paidOn);
  if (eligibility.state !== 'not-met') return { refusal: { ...undecidedRefusal(eligibility), inputs } };
  const fallback = fallbackFor(terms, ad, facts, payment.paidOn);
  if (fallback !== null && payment.acceptFallback === (fallback.level ?? fallback.offer))
    return { terms: fallback, covers: [], dropped: membership.covers };
  const highest = fallback === null ? 'no level is met' : `the highest level met is ${termsName(fallback)}`;
  const what = `${termsName(terms)} is not met; ${highest}`;
  return { refusal: { rule: 'R-REN-4', reason: what, inputs } };
}

function undecidedRefusal(
  eligibility: Extract<Eligibility, { state: 'pending' | 'undecidable' }>,
): Omit<Refusal, 'inputs'> {
  return eligibility.state === 'pending'
    ? { rule: 'R-KPI-8', reason: `eligibility is pending until the KPI refresh of ${eligibility.decidesOn} has run` }
    : { rule: 'R-REN-3', reason: `undecidable: the program configuration lacks ${eligibility.missing}` };
}
