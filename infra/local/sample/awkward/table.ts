import { anniversaryCases } from './anniversaries.ts';
import type { AwkwardCase } from './case.ts';
import { certificationCases } from './certifications.ts';
import { correctionCases } from './corrections.ts';
import { enrolmentCases } from './enrolments.ts';
import { extensionCases } from './extensions.ts';
import { fallbackCases } from './fallbacks.ts';
import { importCases } from './imports.ts';
import { kpiCases } from './kpi.ts';
import { licenceCases } from './licences.ts';
import { listingChangeCases } from './listing-changes.ts';
import { listingGapCases } from './listing-gaps.ts';
import { mergeCases } from './merges.ts';
import { nameCases } from './names.ts';
import { organisationCases } from './organisations.ts';
import { overrideCases } from './overrides.ts';
import { paymentCases } from './payments.ts';
import { pendingCases } from './pending.ts';
import { profileReviewCases } from './profile-reviews.ts';
import { questionCases } from './questions.ts';
import { recipientCases } from './recipients.ts';
import { upgradeCases } from './upgrades.ts';

/** Every awkward case; the first one becomes the first partner, and so on. */
export const AWKWARD_CASES: readonly AwkwardCase[] = [
  ...anniversaryCases,
  ...paymentCases,
  ...profileReviewCases,
  ...overrideCases,
  ...recipientCases,
  ...nameCases,
  ...kpiCases,
  ...pendingCases,
  ...fallbackCases,
  ...extensionCases,
  ...listingGapCases,
  ...listingChangeCases,
  ...importCases,
  ...certificationCases,
  ...organisationCases,
  ...enrolmentCases,
  ...upgradeCases,
  ...licenceCases,
  ...questionCases,
  ...mergeCases,
  ...correctionCases,
];
