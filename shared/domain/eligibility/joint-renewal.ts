/** The renewal of a membership that covers other terms: after a merge one membership is renewed for all of them (R-MRG-2). */
import type { CivilDate } from '../core/calendar.ts';
import { allTerms, anniversary, type Membership } from '../memberships/membership.ts';
import { levelRank, type Terms } from '../offers/terms.ts';
import { type Eligibility, type Evidence, eligibilityOf } from './eligibility.ts';

/** The terms that a payment renews: `terms` at the highest level met, `covers` the others that are met; `dropped`: those not met any more. */
export type RenewalScope = { terms: Terms; covers: Terms[]; dropped: Terms[] };

type TermsEligibility = { terms: Terms; eligibility: Eligibility };

/**
 * Eligibility for the renewal at the anniversary: one of the terms met is enough. If one is pending or undecidable, so is the renewal:
 * those terms would otherwise be dropped without having failed.
 *
 * @param on the day for which employees and figures count
 */
export function renewalEligibility(membership: Membership, evidence: Evidence, on: CivilDate): Eligibility {
  const eligibilities = termsEligibilities(membership, evidence, on).map(({ eligibility }) => eligibility);
  const first = (state: Eligibility['state']) => eligibilities.find((eligibility) => eligibility.state === state);
  const [own] = eligibilities as [Eligibility];
  return first('pending') ?? first('undecidable') ?? first('met') ?? first('waived') ?? own;
}

/** Eligibility for all terms of a membership: `not-met` if any of them has shortfalls, as it would be dropped at the renewal (R-COMP-5). */
export function jointEligibility(membership: Membership, evidence: Evidence, on: CivilDate): Eligibility {
  const ad = anniversary(membership);
  const eligibilities = allTerms(membership).map((terms) => eligibilityOf(terms, ad, evidence, on));
  const shortfalls = eligibilities.flatMap((each) => (each.state === 'not-met' ? each.shortfalls : []));
  return shortfalls.length > 0 ? { state: 'not-met', shortfalls } : renewalEligibility(membership, evidence, on);
}

/** The terms of an eligible membership that a payment renews: gold before silver, its own terms first. */
export function renewalScope(membership: Membership, evidence: Evidence, on: CivilDate): RenewalScope {
  const eligibilities = termsEligibilities(membership, evidence, on);
  const met = eligibilities.filter(isMet).map(({ terms }) => terms);
  const [terms = membership.terms, ...covers] = met.toSorted((a, b) => levelRank(b.level) - levelRank(a.level));
  return { terms, covers, dropped: eligibilities.filter((each) => !isMet(each)).map((each) => each.terms) };
}

function termsEligibilities(membership: Membership, evidence: Evidence, on: CivilDate): TermsEligibility[] {
  const ad = anniversary(membership);
  const judge = (terms: Terms): TermsEligibility => ({
    terms,
    eligibility: eligibilityOf(terms, ad, evidence, on),
  });
  const own = allTerms(membership).map(judge);
  return own.length === 1 ? own : own.map((each) => highestAttained(each, judge));
}

/** Of several terms, each is renewed at the highest level attained (R-MRG-2): gold that is not met any more at silver, if that is met. */
function highestAttained(own: TermsEligibility, judge: (terms: Terms) => TermsEligibility): TermsEligibility {
  if (own.eligibility.state !== 'not-met' || own.terms.level !== 'gold') return own;
  const silver = judge({ ...own.terms, level: 'silver' });
  return isMet(silver) ? silver : own;
}

const isMet = ({ eligibility: { state } }: TermsEligibility): boolean => state === 'met' || state === 'waived';
