/** What a payment does to a membership (R-REN). */
import type { Refusal } from '../../core/decision.ts';
import type { Eligibility } from '../../eligibility/eligibility.ts';
import {
  attainedScope,
  isMet,
  type RenewalScope,
  renewalEligibilities,
  renewalEligibility,
  scopeOf,
  type TermsEligibility,
} from '../../eligibility/joint-renewal.ts';
import { highestMetText, notMetText } from '../../eligibility/refusal-text.ts';
import { anniversary, renewedTerms } from '../../memberships/membership.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import { type Terms, termsName } from '../../offers/terms.ts';
import type { RenewalFacts } from '../renewal-facts.ts';
import type { Payment, PaymentOutcome } from './payment.ts';
import { paymentRefusal } from './payment-refusal.ts';
import { renewMembership } from './renew-membership.ts';

/**
 * Decides the payment of the current cycle's fee as of the day on which it was made: a payment made in time and
 * recorded after expiry reinstates (R-REN-6). Employees and figures count as of that day, KPI and MCTs as of the day it
 * is recorded.
 *
 * @example
 * // an Action Pack purchased on 2020-09-01, cycle 7: AD 2027-09-01, window 2027-09-02 … 2027-10-01
 * const payment = { paidOn: civilDateOf('2027-09-10'), reference: 'INV-7', commandId: 'c-1' };
 * decidePayment(facts, payment, { ...context, asOf: '2027-10-05' });
 * // outcome 'renewed', kind 'reinstated' if expired meanwhile
 */
export function decidePayment(facts: RenewalFacts, payment: Payment, context: DecisionContext): PaymentOutcome {
  const refusal = paymentRefusal(facts, payment, context);
  if (refusal !== null) return { outcome: 'refused', refusal };
  const terms = renewalScopeOf(facts, payment);
  if ('refusal' in terms) return { outcome: 'refused', refusal: terms.refusal };
  return renewMembership(facts, payment, terms, context);
}

/**
 * The terms that the payment renews: all of them, if they are met; or what the operator accepts instead (R-REN-3,
 * R-REN-4, R-MRG-4).
 */
function renewalScopeOf(facts: RenewalFacts, payment: Payment): RenewalScope | { refusal: Refusal } {
  const { membership } = facts;
  const eligibility = renewalEligibility(membership, facts, payment.paidOn);
  const terms = renewedTerms(membership);
  if (isMet(eligibility)) return scopeOf(membership, terms);
  const inputs = { anniversary: anniversary(membership), eligibility };
  const attained = attainedScope(membership, facts, payment.paidOn);
  const each = renewalEligibilities(membership, facts, payment.paidOn);
  const undecided = each
    .map((one) => one.eligibility)
    .find((one) => one.state === 'pending' || one.state === 'undecidable');
  if (undecided?.state === 'pending' || undecided?.state === 'undecidable')
    return { refusal: { ...undecidedRefusal(undecided, each), inputs } };
  if (attained !== null && isAccepted(payment, terms, attained)) return attained;
  const reason = `${notMetTexts(each)}; ${attainedText(terms, attained)}`;
  return { refusal: { rule: 'R-REN-4', reason, inputs: { ...inputs, ...(terms.length > 1 && { attained }) } } };
}

/** Of a joint renewal nothing is dropped but by accepting what is attained. */
function isAccepted({ acceptFallback }: Payment, terms: readonly Terms[], attained: RenewalScope): boolean {
  if (acceptFallback === 'attained') return true;
  return terms.length === 1 && acceptFallback === (attained.terms.level ?? attained.terms.offer);
}

function notMetTexts(all: readonly TermsEligibility[]): string {
  return all
    .flatMap(({ terms, eligibility }) =>
      'shortfalls' in eligibility && eligibility.shortfalls.length > 0
        ? [notMetText(terms, eligibility.shortfalls)]
        : [],
    )
    .join('; ');
}

function attainedText(terms: readonly Terms[], attained: RenewalScope | null): string {
  if (terms.length === 1 || attained === null) return highestMetText(attained?.terms ?? null);
  const names = (each: readonly Terms[]) => each.map(termsName).join(', ');
  return `acceptFallback "attained" renews ${names([attained.terms, ...attained.covers])}, and ends ${names(attained.ended)}`;
}

function undecidedRefusal(
  eligibility: Extract<Eligibility, { state: 'pending' | 'undecidable' }>,
  all: readonly TermsEligibility[],
): Omit<Refusal, 'inputs'> {
  const names = all.filter((each) => each.eligibility.state === eligibility.state).map(({ terms }) => termsName(terms));
  const lacking = notMetTexts(all);
  const also = lacking === '' ? '' : `; lacking anyway: ${lacking}`;
  // Made in time, it counts whenever it is recorded (R-REN-6).
  const again = lacking === '' ? ': record the payment again then, with the day on which it was made' : '';
  const whose = all.length === 1 ? '' : ` of ${names.join(', ')}`;
  return eligibility.state === 'pending'
    ? {
        rule: 'R-KPI-8',
        reason: `eligibility${whose} is pending until the KPI refresh of ${eligibility.decidesOn} has run${again}${also}`,
      }
    : { rule: 'R-REN-3', reason: `undecidable${whose}: the program configuration lacks ${eligibility.missing}${also}` };
}
