/** What each mail says, before it is put into words (R-NOT-5, R-EXP-1, R-DIR-3, R-DIR-5, R-ROLE-4). */
import type { EndingLicence } from '../benefits/ending.ts';
import type { CivilDate, CivilMonth } from '../core/calendar.ts';
import type { Workflow } from '../core/workflow.ts';
import type { Missing, Shortfall } from '../offers/shortfall.ts';
import type { Terms } from '../offers/terms.ts';

/** What ends when a membership expires (R-REN-5, R-EXP-1, R-LIC-6). */
export type Loss =
  | { code: 'benefits' }
  /** Product licences; on-premises software must be licensed commercially or uninstalled. */
  | { code: 'licenses' }
  /** The competency and its display. */
  | { code: 'competency' }
  /** The entry in the Learning Partner directory. */
  | { code: 'directory-listing' };

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

/** Why a listing cannot be submitted (R-DIR-1, R-DIR-2). */
export type ListingProblem =
  | { code: 'name-missing' }
  | { code: 'country-missing' }
  | { code: 'url-missing' }
  /** `reason`: which demand of R-DIR-2 the URL does not meet. */
  | {
      code: 'url-refused';
      url: string;
      reason:
        | 'not-a-url'
        | 'not-https'
        | 'credentials'
        | 'port'
        | 'ip-address'
        | 'local-host'
        | 'microsoft-host'
        | 'not-a-verified-domain'
        | 'used-by-another-partner';
    }
  | { code: 'not-attested'; statement: 'about-partner-only' | 'no-competitors' | 'owned-by-partner' };

export type ListingIncompleteContent = {
  kind: 'listing-incomplete';
  partnerId: string;
  partnerName: string;
  month: CivilMonth;
  /** The day of this month's submission. */
  submissionOn: CivilDate;
  problems: ListingProblem[];
};

export type ListingVisibleContent = {
  kind: 'listing-visible';
  partnerId: string;
  partnerName: string;
  displayName: string;
  url: string;
  visibleOn: CivilDate;
};

/** To the program's operators, in English. */
export type OperatorAlertContent = {
  kind: 'operator-alert';
  asOf: CivilDate;
  partnerId: string;
  partnerName: string;
  membershipId: string | null;
  /** What cannot be done without them, e.g. nobody to whom the notice of a stage could be sent (R-ROLE-4). */
  alert:
    | { code: 'no-recipient'; stage: number; anniversary: CivilDate }
    | { code: 'no-recipient-for-listing' }
    /** The mail to the last admin who could be reached did not arrive, or was complained about. */
    | { code: 'last-admin-unreachable' }
    /** Notices that no attempt of several days could send, and that are not tried again. */
    | { code: 'given-up'; notices: { to: string; reason: string }[] }
    /** An item that failed in a workflow since a day, and is not tried again. */
    | { code: 'set-aside'; workflow: Workflow; since: CivilDate; reason: string };
};

export type NoticeContent =
  | RenewalContent
  | ExpiredContent
  | RenewedContent
  | AtRiskContent
  | ListingIncompleteContent
  | ListingVisibleContent
  | OperatorAlertContent;
export type NoticeKind = NoticeContent['kind'];
