import { anniversaryCases } from './anniversaries.ts';
import type { AwkwardCase } from './case.ts';
import { extensionCases } from './extensions.ts';
import { fallbackCases } from './fallbacks.ts';
import { importCases } from './imports.ts';
import { kpiCases } from './kpi.ts';
import { listingChangeCases } from './listing-changes.ts';
import { listingGapCases } from './listing-gaps.ts';
import { nameCases } from './names.ts';
import { overrideCases } from './overrides.ts';
import { paymentCases } from './payments.ts';
import { pendingCases } from './pending.ts';
import { profileReviewCases } from './profile-reviews.ts';
import { recipientCases } from './recipients.ts';

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
];
