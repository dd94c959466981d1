/** What each mail about a membership says, before it is put into words (R-NOT-5, R-EXP-1, R-COMP-5). */
import type { EndingLicence } from '../benefits/ending.ts';
import type { CivilDate } from '../core/calendar.ts';
import type { Loss } from '../offers/losses.ts';
import type { Missing, Shortfall } from '../offers/shortfall.ts';
import type { Terms } from '../offers/terms.ts';

type OfMembership = { partnerId: string; partnerName: string; membershipId: string; terms: Terms; cycle: number };

export type RenewalContent = OfMembership & {
  kind: 'renewal';
  /** Days relative to the AD of the stage that sends it; the words depend on the day it really is. */
  stage: number;
  asOf: CivilDate;
  anniversary: CivilDate;
  windowOpens: CivilDate;
  /** The last day on which payment is accepted. */
  windowCloses: CivilDate;
  /** Days from `asOf` to the window's last day: 0 on that day itself, never negative. */
  daysLeft: number;
  /** Days from `asOf` to the window's first day; 0 or less once it is open. */
  daysUntilOpen: number;
  missing: Missing[];
  /** Requirements waived by an extension (R-EXT): the fee never is. */
  extension: { id: string } | null;
  losses: Loss[];
  /** One by one, what `licenses` means (R-LIC-6). */
  licences: EndingLicence[];
};

export type ExpiredContent = OfMembership & {
  kind: 'expired';
  anniversary: CivilDate;
  /** The day that was the last on which payment was accepted. */
  windowClosed: CivilDate;
  expiredOn: CivilDate;
  losses: Loss[];
  /** One by one, what `licenses` means (R-LIC-6). */
  licences: EndingLicence[];
};

export type AtRiskContent = OfMembership & {
  kind: 'renewal-at-risk';
  asOf: CivilDate;
  anniversary: CivilDate;
  windowOpens: CivilDate;
  windowCloses: CivilDate;
  /** Since when it is missing (R-COMP-5). */
  since: CivilDate;
  missing: Shortfall[];
};

export type RenewedContent = OfMembership & {
  kind: 'renewed' | 'reinstated';
  paidOn: CivilDate;
  /** The AD of the cycle that begins. */
  nextAnniversary: CivilDate;
  /** What was renewed at a lower level: the terms before (R-REN-4). `terms` are those now in force. */
  fellBackFrom: Terms | null;
};
