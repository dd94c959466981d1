import type { CivilDate } from './civil-date.ts';
import type { Contact, Figure, Grant, Listing, Offer } from './model.ts';

export type Fallback = 'silver' | 'learning-action-pack';

/** A command of an operator: `command` and its own fields. */
export type CommandBody =
  | {
      readonly command: 'record-payment';
      readonly membershipId: string;
      readonly paidOn: CivilDate;
      readonly reference: string;
      readonly acceptFallback?: Fallback;
    }
  | {
      readonly command: 'record-profile-review';
      readonly reviewedOn: CivilDate;
      readonly by: 'global-admin' | 'account-admin';
    }
  | { readonly command: 'record-account-profile'; readonly setUpOn: CivilDate }
  | { readonly command: 'set-contacts'; readonly contacts: readonly Contact[] }
  | ({ readonly command: 'set-listing' } & Listing)
  | {
      readonly command: 'grant-override';
      readonly membershipId: string;
      readonly ticket: string;
      readonly until: CivilDate;
      readonly grantedBy: string;
      readonly reason: string;
    }
  | TeamCommand
  | Correction
  | BenefitCommand
  | EnrolmentCommand
  | Question
  | {
      readonly command: 'merge-partners';
      readonly into: string;
      readonly from: string;
      readonly dryRun?: boolean;
      readonly ticket: string;
    };

/** Commands about employees and figures (R-COMP). */
type TeamCommand =
  | { readonly command: 'associate-employee'; readonly employeeId: string; readonly name: string }
  | {
      readonly command: 'record-achievement';
      readonly employeeId: string;
      readonly certification: string;
      readonly completedOn: CivilDate;
      readonly expiresOn?: CivilDate;
    }
  | { readonly command: 'employee-left'; readonly employeeId: string; readonly leftOn: CivilDate }
  | ({ readonly command: 'record-performance' } & Figure);

/** Commands that put right what was recorded (R-OPS); each on a ticket. */
type Correction = { readonly ticket: string } & (
  | { readonly command: 'decline-renewal'; readonly membershipId: string; readonly withdraw?: boolean }
  | {
      readonly command: 'reverse-payment';
      readonly membershipId: string;
      readonly reference: string;
      readonly cause: 'error' | 'refund' | 'chargeback';
    }
  | {
      readonly command: 'correct-membership';
      readonly membershipId: string;
      readonly reason: string;
      readonly purchasedOn: CivilDate;
    }
  | { readonly command: 'rename-membership'; readonly membershipId: string; readonly to: string }
  | { readonly command: 'erase-person'; readonly email: string }
  | {
      readonly command: 'reverse-token';
      readonly tokenId: string;
      readonly step: 'issue' | 'activation' | 'replacement' | 'assignment';
      readonly reason: string;
    }
);

/** Commands about tokens, keys and subscriptions (R-LIC). */
type BenefitCommand =
  | ({ readonly command: 'issue-token'; readonly tokenId: string; readonly membershipId: string } & Grant)
  | { readonly command: 'activate-token'; readonly tokenId: string; readonly tenant: string; readonly seats?: number }
  | { readonly command: 'activate-token'; readonly tokenId: string; readonly count: number }
  | {
      readonly command: 'replace-token';
      readonly tokenId: string;
      readonly newTokenId: string;
      readonly cause: 'wrong-tenant' | 'seats-added';
    }
  | { readonly command: 'assign-subscription'; readonly tokenId: string; readonly to: string };

/** Commands about purchases (R-MEM); without `paidOn`, an order. */
type EnrolmentCommand =
  | ({
      readonly command: 'enrol';
      readonly membershipId: string;
      readonly paidOn?: CivilDate;
      readonly reference?: string;
      readonly acceptFallback?: Fallback;
    } & Offer)
  | {
      readonly command: 'upgrade-to-gold';
      readonly membershipId: string;
      readonly goldMembershipId: string;
      readonly paidOn: CivilDate;
      readonly reference: string;
    };

/** The seven fields of an invoice line in a partner's own list (R-KPI-11). */
export type ListedLine = {
  readonly month: number;
  readonly year: number;
  readonly omlpType: string;
  readonly purchaseUnits: number;
  readonly invoiceNumber: string;
  readonly kpiValue: string;
  readonly revenueValue: string;
};

/** Commands that change nothing. */
type Question =
  | { readonly command: 'explain'; readonly membershipId?: string }
  | {
      readonly command: 'explain-kpi-discrepancy';
      readonly membershipId: string;
      readonly rows: readonly ListedLine[];
    };

/** A command as it stands in `commands.jsonl`, with the day on which it is given. */
export type DatedCommand = { readonly on: CivilDate; readonly partnerId: string } & CommandBody;
