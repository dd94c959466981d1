/** The conditions that a renewal still lacks (R-NOT-5). */
import type { ProgramConfig } from '../config/program-config.ts';
import type { CivilDate } from '../core/calendar.ts';
import type { Eligibility } from '../eligibility/eligibility.ts';
import type { TermsEligibility } from '../eligibility/joint-renewal.ts';
import type { Missing, MissingRequirement } from '../offers/shortfall.ts';
import type { Partner } from '../partners/partner.ts';
import { isReviewed, lastReview } from '../partners/profile-review.ts';

/** The conditions that an unpaid membership lacks on a day: always the fee, which no extension waives (R-EXT-2). */
export function missingOn(
  asOf: CivilDate,
  requirements: readonly TermsEligibility[],
  partner: Pick<Partner, 'profileReviews'>,
  config: Pick<ProgramConfig, 'profileReviewMaxAgeDays'>,
): Missing[] {
  return [{ code: 'fee' }, ...missingReview(asOf, partner, config), ...missingOfAll(requirements)];
}

/**
 * The requirements that are not met, and the KPI that are not decided; of a joint renewal each names its terms
 * (R-MRG-4).
 */
export function missingOfAll(requirements: readonly TermsEligibility[]): MissingRequirement[] {
  return requirements.flatMap(({ terms, eligibility }) => {
    const missing = missingRequirements(eligibility);
    return requirements.length === 1 ? missing : missing.map((each) => ({ ...each, terms }));
  });
}

function missingReview(
  asOf: CivilDate,
  partner: Pick<Partner, 'profileReviews'>,
  config: Pick<ProgramConfig, 'profileReviewMaxAgeDays'>,
): Missing[] {
  const maxAgeDays = config.profileReviewMaxAgeDays;
  if (isReviewed(partner, asOf, maxAgeDays)) return [];
  return [{ code: 'profile-review', lastReviewedOn: lastReview(partner, asOf), maxAgeDays }];
}

function missingRequirements(eligibility: Eligibility): MissingRequirement[] {
  switch (eligibility.state) {
    case 'met':
    case 'waived':
      return [];
    case 'not-met':
      return eligibility.shortfalls;
    case 'pending':
      return [{ code: 'kpi-pending', decidesOn: eligibility.decidesOn }, ...eligibility.shortfalls];
    case 'undecidable':
      return [{ code: 'undecidable', missing: eligibility.missing }];
  }
}
