/** What operators can tell the program to do. `requestId`: given twice, it is done once; without it, the content is the identity. */
import type { ActivateToken, AssignSubscription, IssueToken, ReplaceToken } from '../benefits/benefit-commands.ts';
import type { CivilDate } from '../core/calendar.ts';
import type { NamedCommand } from '../core/named-command.ts';
import type { ListingContent } from '../directory/listing.ts';
import type { PartnerRow } from '../discrepancy/rows.ts';
import type { Fallback } from '../eligibility/fallback.ts';
import type { InvoiceFacts } from '../kpi/invoice-line.ts';
import type { Metric } from '../offers/metric.ts';
import type { Level, Offer } from '../offers/terms.ts';
import type { Contact, Locale } from '../partners/partner.ts';

/** `paidOn`: the day of the payment, which may lie before the day on which it is recorded (R-REN-6). */
export type RecordPayment = NamedCommand<
  'record-payment',
  { membershipId: string; paidOn: CivilDate; reference: string; acceptFallback?: Fallback }
>;

/** `by`: the reviewer's role, as given: which roles may review is a rule (R-ROLE-3). */
export type RecordProfileReview = NamedCommand<'record-profile-review', { reviewedOn: CivilDate; by: string }>;

/** Replaces all the contacts of the partner. */
export type SetContacts = NamedCommand<'set-contacts', { contacts: Contact[] }>;

/** Replaces the partner's listing. What is empty is not given, and makes the listing incomplete (R-DIR-3). */
export type SetListing = NamedCommand<'set-listing', ListingContent>;

/** Allows a payment after the window until `until`, inclusive (R-REN-7). */
export type GrantOverride = NamedCommand<
  'grant-override',
  { membershipId: string; ticket: string; until: CivilDate; grantedBy: string; reason: string }
>;

/**
 * Sends the latest notice of a membership to those who should have it and have not; with `to`, to that recipient, even if it
 * was sent there before. `ticket`: who asks for it; a second time takes another ticket.
 */
export type ResendNotice = NamedCommand<'resend-notice', { membershipId: string; to?: string; ticket: string }>;

/** Replaces what a recorded invoice line says (R-KPI-10): the fields that are given. `line`: in digits. */
export type CorrectInvoiceLine = NamedCommand<
  'correct-invoice-line',
  { invoiceNumber: string; line: string; reason?: string } & Partial<InvoiceFacts>
>;

/**
 * Lets the workflows try again what they have set aside: all of the partner's, or that of one membership. `ticket`: who asks for it; a
 * second time takes another ticket.
 */
export type RetrySetAside = NamedCommand<'retry-set-aside', { membershipId?: string; ticket: string }>;

/**
 * Makes two partners one: `from` becomes a part of `into`, which is the command's partner (R-MRG-1). `dryRun`: only says what would be
 * done, and what stands in the way.
 */
export type MergePartners = NamedCommand<
  'merge-partners',
  { into: string; from: string; dryRun?: boolean; ticket?: string }
>;
/** Associates an employee with the partner, and with no other (R-COMP-2). `associatedOn`: default the day of the command. */
export type AssociateEmployee = NamedCommand<
  'associate-employee',
  { employeeId: string; name?: string; associatedOn?: CivilDate }
>;

/** What an employee of the partner has passed (R-COMP-3). `expiresOn`: the first day on which it does not count any more. */
export type RecordAchievement = NamedCommand<
  'record-achievement',
  { employeeId: string; certification: string; completedOn: CivilDate; expiresOn?: CivilDate }
>;

/** `leftOn`: the first day on which nothing of the employee counts for the partner; default the day of the command (R-COMP-4). */
export type EmployeeLeft = NamedCommand<'employee-left', { employeeId: string; leftOn?: CivilDate }>;

/** What was measured of a competency (R-COMP-1). `value`: decimal string. `measuredOn`: default the day of the command. */
export type RecordPerformance = NamedCommand<
  'record-performance',
  { competency: string; metric: Metric; value: string; measuredOn?: CivilDate }
>;

/**
 * A new membership (R-MEM-1): with `paidOn`, and then with its `reference`, it is bought; without it is ordered (R-MEM-8). `membershipId`:
 * made of the command's identity unless given.
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
  }
>;

/** The payment that makes a silver membership gold (R-MEM-5). `goldMembershipId`: made of the command's identity unless given. */
export type UpgradeToGold = NamedCommand<
  'upgrade-to-gold',
  { membershipId: string; goldMembershipId?: string; paidOn: CivilDate; reference: string }
>;

/** Asks for the decisions taken about a partner, or about one of its memberships, notices or commands. */
export type Explain = NamedCommand<'explain', { membershipId?: string; noticeId?: string; commandId?: string }>;

/**
 * Asks why the partner's own list of invoice lines differs from the recorded ones (R-KPI-11): in the published months, or in those by
 * which the renewal of a membership is judged. `locale`: of the partner's report, if not that of its first admin.
 */
export type ExplainKpiDiscrepancy = NamedCommand<
  'explain-kpi-discrepancy',
  { membershipId?: string; locale?: Locale; rows: PartnerRow[] }
>;

export type OperatorCommand =
  | RecordPayment
  | RecordProfileReview
  | SetContacts
  | SetListing
  | GrantOverride
  | ResendNotice
  | CorrectInvoiceLine
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
  | Enrol
  | UpgradeToGold
  | Explain
  | ExplainKpiDiscrepancy;
export type CommandName = OperatorCommand['command'];
