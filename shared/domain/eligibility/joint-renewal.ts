/**
 * The renewal of a membership that covers other terms: after a merge one membership is renewed for all of them
 * (R-MRG-2, R-MRG-4).
 */
import type { CivilDate } from '../core/calendar.ts';
import { anniversary, type Membership, renewedTerms } from '../memberships/membership.ts';
import type { Shortfall } from '../offers/shortfall.ts';
import { isSameCompetency, isSameTerms, levelRank, type Terms } from '../offers/terms.ts';
import { type Eligibility, type Evidence, eligibilityOf, fallbackFor } from './eligibility.ts';

/**
 * What a payment renews: `terms` at the highest level, and `covers`. `ended`: the terms until now that it does not
 * renew.
 */
export type RenewalScope = { terms: Terms; covers: Terms[]; ended: Terms[] };

export type TermsEligibility = { terms: Terms; eligibility: Eligibility };

/**
 * Eligibility for the renewal at the anniversary, of each of the terms that are renewed together (R-MRG-4).
 *
 * @param on the day for which employees and figures count
 */
export function renewalEligibilities(membership: Membership, evidence: Evidence, on: CivilDate): TermsEligibility[] {
  const ad = anniversary(membership);
  return renewedTerms(membership).map((terms) => ({ terms, eligibility: eligibilityOf(terms, ad, evidence, on) }));
}

/**
 * Eligibility for the renewal as a whole: met if it is for all terms. Shortfalls of a joint renewal name the terms that
 * they are of.
 */
export function renewalEligibility(membership: Membership, evidence: Evidence, on: CivilDate): Eligibility {
  const all = renewalEligibilities(membership, evidence, on);
  const [first] = all as [TermsEligibility];
  return all.length === 1 ? first.eligibility : togetherEligibility(all);
}

/**
 * What is pending may still fail; what lacks something is not met, whatever the configuration does not say of the
 * others.
 */
function togetherEligibility(all: readonly TermsEligibility[]): Eligibility {
  const shortfalls = all.flatMap(namedShortfalls);
  const eligibilities = all.map(({ eligibility }) => eligibility);
  const pending = eligibilities.find((each) => each.state === 'pending');
  if (pending !== undefined) return { ...pending, shortfalls };
  if (shortfalls.length > 0) return { state: 'not-met', shortfalls };
  const undecidable = eligibilities.filter((each) => each.state === 'undecidable');
  if (undecidable.length > 0)
    return { state: 'undecidable', missing: undecidable.map(({ missing }) => missing).join(', and ') };
  return eligibilities.find(({ state }) => state === 'met') ?? (eligibilities[0] as Eligibility);
}

function namedShortfalls({ terms, eligibility }: TermsEligibility): Shortfall[] {
  return 'shortfalls' in eligibility ? eligibility.shortfalls.map((shortfall) => ({ ...shortfall, terms })) : [];
}

export const isMet = ({ state }: Eligibility): boolean => state === 'met' || state === 'waived';

/**
 * What a payment renews where each of the terms goes on at the highest level attained, gold that is not met at silver
 * (R-MRG-2), and where none is attained the LAP (R-MEM-4). Null: nothing is met.
 */
export function attainedScope(membership: Membership, evidence: Evidence, on: CivilDate): RenewalScope | null {
  const ad = anniversary(membership);
  const attained = renewalEligibilities(membership, evidence, on).flatMap(({ terms, eligibility }): Terms[] => {
    if (isMet(eligibility)) return [terms];
    const silver: Terms = { ...terms, level: 'silver' };
    return terms.level === 'gold' && isMet(eligibilityOf(silver, ad, evidence, on)) ? [silver] : [];
  });
  const fallback = fallbackFor(membership.terms, ad, evidence, on);
  if (attained.length > 0) return scopeOf(membership, attained);
  return fallback === null ? null : scopeOf(membership, [fallback]);
}

/** The scope of a renewal of these terms: gold before silver, its own competency first, whatever level that has now. */
export function scopeOf(membership: Membership, renewed: readonly Terms[]): RenewalScope {
  const own = (terms: Terms): number => Number(isSameCompetency(terms, membership.terms));
  const order = (a: Terms, b: Terms): number => levelRank(b.level) - levelRank(a.level) || own(b) - own(a);
  const [terms = membership.terms, ...covers] = renewed.toSorted(order);
  const isRenewed = (before: Terms): boolean => renewed.some((each) => isSameTerms(each, before));
  return { terms, covers, ended: renewedTerms(membership).filter((before) => !isRenewed(before)) };
}
