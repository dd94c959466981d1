/** The conditions that a renewal still lacks (R-NOT-5). */
import type { CivilDate } from '../core/calendar.ts';
import { type Eligibility, type Evidence, kpiSoFar } from '../eligibility/eligibility.ts';
import type { TermsEligibility } from '../eligibility/joint-renewal.ts';
import type { KpiSoFar, Missing, MissingRequirement } from '../offers/shortfall.ts';
import { isReviewed, lastReview } from '../partners/profile-review.ts';
import type { RenewalFacts } from './renewal-facts.ts';

/**
 * The conditions that an unpaid membership lacks on a day for the renewal at its anniversary: always the fee, which no
 * extension waives (R-EXT-2).
 */
export function missingOn(
  asOf: CivilDate,
  requirements: readonly TermsEligibility[],
  facts: RenewalFacts,
  anniversary: CivilDate,
): Missing[] {
  return [{ code: 'fee' }, ...missingReview(asOf, facts), ...missingOfAll(requirements, facts, anniversary)];
}

/**
 * The requirements that are not met, and the KPI that are not decided; of a joint renewal each names its terms
 * (R-MRG-4).
 */
export function missingOfAll(
  requirements: readonly TermsEligibility[],
  evidence: Evidence,
  anniversary: CivilDate,
): MissingRequirement[] {
  return requirements.flatMap(({ terms, eligibility }) => {
    const missing = missingRequirements(eligibility, () => kpiSoFar(terms, anniversary, evidence));
    return requirements.length === 1 ? missing : missing.map((each) => ({ ...each, terms }));
  });
}

function missingReview(asOf: CivilDate, { partner, config }: Pick<RenewalFacts, 'partner' | 'config'>): Missing[] {
  const maxAgeDays = config.profileReviewMaxAgeDays;
  if (isReviewed(partner, asOf, maxAgeDays)) return [];
  return [{ code: 'profile-review', lastReviewedOn: lastReview(partner, asOf), maxAgeDays }];
}

function missingRequirements(eligibility: Eligibility, soFar: () => KpiSoFar | null): MissingRequirement[] {
  switch (eligibility.state) {
    case 'met':
    case 'waived':
      return [];
    case 'not-met':
      return eligibility.shortfalls;
    case 'pending':
      return [{ code: 'kpi-pending', decidesOn: eligibility.decidesOn, soFar: soFar() }, ...eligibility.shortfalls];
    case 'undecidable':
      return [{ code: 'undecidable', missing: eligibility.missing }];
  }
}
