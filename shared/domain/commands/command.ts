/** The commands of operators. */
import type {
  ActivateToken,
  AssignSubscription,
  IssueToken,
  ReplaceToken,
  ReverseToken,
} from '../benefits/benefit-commands.ts';
import type { CivilDate } from '../core/calendar.ts';
import type { NamedCommand } from '../core/named-command.ts';
import type { ListingContent } from '../directory/listing.ts';
import type { PartnerRow } from '../discrepancy/rows.ts';
import type { Fallback, RenewalFallback } from '../eligibility/fallback.ts';
import type { InvoiceFacts } from '../kpi/invoice-line.ts';
import type { ReversalCause } from '../memberships/membership.ts';
import type { Commitment } from '../memberships/origin.ts';
import type { Metric } from '../offers/metric.ts';
import type { Level, Offer } from '../offers/terms.ts';
import type { Contact, Locale } from '../partners/partner.ts';

/**
 * Records a payment. `paidOn`: the day of the payment, which may be before the day on which it is recorded (R-REN-6).
 */
export type RecordPayment = NamedCommand<
  'record-payment',
  { membershipId: string; paidOn: CivilDate; reference: string; acceptFallback?: RenewalFallback }
>;

/**
 * Records a profile review. `by`: the reviewer's role, as given; the rule decides which roles may review (R-ROLE-3).
 */
export type RecordProfileReview = NamedCommand<'record-profile-review', { reviewedOn: CivilDate; by: string }>;

/** Records that the partner's account profile was set up on the Courseware Marketplace (R-MEM-10). */
export type RecordAccountProfile = NamedCommand<'record-account-profile', { setUpOn: CivilDate }>;

/** Replaces all the contacts of the partner. */
export type SetContacts = NamedCommand<'set-contacts', { contacts: Contact[] }>;

/** Replaces the partner's listing. An empty field is not given and makes the listing incomplete (R-DIR-3). */
export type SetListing = NamedCommand<'set-listing', ListingContent>;

/** Allows a payment after the window until `until`, inclusive (R-REN-7). */
export type GrantOverride = NamedCommand<
  'grant-override',
  { membershipId: string; ticket: string; until: CivilDate; grantedBy: string; reason: string }
>;

/**
 * Records that the partner will not renew the current cycle; with `withdraw`, that it may after all (R-REN-8).
 * `ticket`: the request for it.
 */
export type DeclineRenewal = NamedCommand<
  'decline-renewal',
  { membershipId: string; withdraw?: boolean; ticket?: string }
>;

/** Takes the last payment of a membership back, named by its reference (R-REN-9). `ticket`: the request for it. */
export type ReversePayment = NamedCommand<
  'reverse-payment',
  { membershipId: string; reference: string; cause: ReversalCause; ticket: string }
>;

/**
 * Sends the latest notice of a membership again to the recipients to whom it was not sent; with `to`, to that recipient
 * even if it was sent there before. `ticket`: the request for it; to repeat the command, give another ticket.
 */
export type ResendNotice = NamedCommand<'resend-notice', { membershipId: string; to?: string; ticket: string }>;

/**
 * Replaces the given fields of a recorded invoice line (R-KPI-10). `line`: in digits. `cameFrom`: the partner that it
 * came from, if a merge left several lines of one number (R-MRG-5); else it is the partner's own.
 */
export type CorrectInvoiceLine = NamedCommand<
  'correct-invoice-line',
  { invoiceNumber: string; line: string; cameFrom?: string; reason?: string } & Partial<InvoiceFacts>
>;

/**
 * Corrects what was recorded wrongly about a membership: the fields that are given (R-MEM-9). `reason`, `ticket`: why,
 * and the request for it.
 */
export type CorrectMembership = NamedCommand<
  'correct-membership',
  {
    membershipId: string;
    ticket: string;
    reason: string;
    purchasedOn?: CivilDate;
    paidThroughCycle?: number;
    offer?: Offer;
    competency?: string;
    level?: Level;
    learningOption?: boolean;
  }
>;

/**
 * Replaces a person by a pseudonym wherever the partner, or a partner merged with it, has it stored: by its address, or
 * as an employee (R-OPS-4). `ticket`: the request for it.
 */
export type ErasePerson = NamedCommand<'erase-person', { email?: string; employeeId?: string; ticket: string }>;

/** Gives a membership the id `to`; the old one goes on working (R-MEM-9). `ticket`: the request for it. */
export type RenameMembership = NamedCommand<'rename-membership', { membershipId: string; to: string; ticket: string }>;

/**
 * Makes the workflows try items again that they have set aside: all of the partner's, or those of one membership.
 * `ticket`: the request for it; to repeat the command, give another ticket.
 */
export type RetrySetAside = NamedCommand<'retry-set-aside', { membershipId?: string; ticket: string }>;

/**
 * Merges the partner `from` into `into`, which is the command's partner (R-MRG-1). A dry run reports which conflicts
 * there are.
 */
export type MergePartners = NamedCommand<'merge-partners', { into: string; from: string; ticket?: string }>;

/**
 * Associates an employee with the partner, and with no other (R-COMP-2). `associatedOn`: default the day of the
 * command.
 */
export type AssociateEmployee = NamedCommand<
  'associate-employee',
  { employeeId: string; name?: string; associatedOn?: CivilDate }
>;

/**
 * Records an achievement of the partner's employee (R-COMP-3). `expiresOn`: the first day on which it does not count
 * any more.
 */
export type RecordAchievement = NamedCommand<
  'record-achievement',
  { employeeId: string; certification: string; completedOn: CivilDate; expiresOn?: CivilDate }
>;

/**
 * Ends an employee's association. `leftOn`: the first day on which their achievements do not count for the partner;
 * default the day of the command (R-COMP-4).
 */
export type EmployeeLeft = NamedCommand<'employee-left', { employeeId: string; leftOn?: CivilDate }>;

/**
 * Records a performance figure of a competency (R-COMP-1). `value`: decimal string. `measuredOn`: default the day of
 * the command.
 */
export type RecordPerformance = NamedCommand<
  'record-performance',
  { competency: string; metric: Metric; value: string; measuredOn?: CivilDate }
>;

/**
 * Enrols the partner (R-MEM-1): with `paidOn` and `reference` the membership is bought, without them it is ordered
 * (R-MEM-8). `membershipId`: made of the command's identity unless given. `commitment`: to the performance requirements
 * of the program year (R-MEM-11).
 */
export type Enrol = NamedCommand<
  'enrol',
  {
    membershipId?: string;
    offer: Offer;
    competency?: string;
    level?: Level;
    learningOption?: boolean;
    paidOn?: CivilDate;
    reference?: string;
    acceptFallback?: Fallback;
    commitment?: Commitment;
  }
>;

/**
 * Upgrades a silver membership to gold, with its payment (R-MEM-5). `goldMembershipId`: made of the command's identity
 * unless given.
 */
export type UpgradeToGold = NamedCommand<
  'upgrade-to-gold',
  { membershipId: string; goldMembershipId?: string; paidOn: CivilDate; reference: string }
>;

/** Asks what is left of the partner's benefits, or of those of one membership (R-LIC-8). */
export type ListBenefits = NamedCommand<'list-benefits', { membershipId?: string }>;

/** Asks for the decisions taken about a partner, or about one of its memberships, notices or commands. */
export type Explain = NamedCommand<'explain', { membershipId?: string; noticeId?: string; commandId?: string }>;

/**
 * Asks why the partner's own list of invoice lines differs from the recorded ones (R-KPI-11): in the published months,
 * or in those by which the renewal of a membership is judged. `locale`: of the partner's report, if not that of its
 * first admin.
 */
export type ExplainKpiDiscrepancy = NamedCommand<
  'explain-kpi-discrepancy',
  { membershipId?: string; locale?: Locale; rows: PartnerRow[] }
>;

export type OperatorCommand =
  | RecordPayment
  | RecordProfileReview
  | RecordAccountProfile
  | SetContacts
  | SetListing
  | GrantOverride
  | DeclineRenewal
  | ReversePayment
  | ResendNotice
  | CorrectInvoiceLine
  | CorrectMembership
  | ErasePerson
  | RenameMembership
  | RetrySetAside
  | MergePartners
  | AssociateEmployee
  | RecordAchievement
  | EmployeeLeft
  | RecordPerformance
  | IssueToken
  | ActivateToken
  | ReplaceToken
  | AssignSubscription
  | ReverseToken
  | Enrol
  | UpgradeToGold
  | ListBenefits
  | Explain
  | ExplainKpiDiscrepancy;
export type CommandName = OperatorCommand['command'];
