/** What operators can tell the program to do. `requestId`: given twice, it is done once; without it, the content is the identity. */
import type { BenefitKind, Edition } from '../benefits/benefit.ts';
import type { CivilDate } from '../core/calendar.ts';
import type { ListingContent } from '../directory/listing.ts';
import type { PartnerRow } from '../discrepancy/rows.ts';
import type { InvoiceFacts } from '../kpi/kpi.ts';
import type { Level, Offer } from '../offers/terms.ts';
import type { Contact, Locale } from '../partners/partner.ts';
import type { Metric } from '../people/skills.ts';

type Named<Name extends string, Fields> = { command: Name; partnerId: string; requestId?: string } & Fields;

/** Levels below the own one at which a renewal may be accepted (R-REN-4). */
export const FALLBACKS = ['silver', 'learning-action-pack'] as const;
export type Fallback = (typeof FALLBACKS)[number];

/** `paidOn`: the day of the payment, which may lie before the day on which it is recorded (R-REN-6). */
export type RecordPayment = Named<
  'record-payment',
  { membershipId: string; paidOn: CivilDate; reference: string; acceptFallback?: Fallback }
>;

/** `by`: the reviewer's role, as given: which roles may review is a rule (R-ROLE-3). */
export type RecordProfileReview = Named<'record-profile-review', { reviewedOn: CivilDate; by: string }>;

/** Replaces all the contacts of the partner. */
export type SetContacts = Named<'set-contacts', { contacts: Contact[] }>;

/** Replaces the partner's listing. What is empty is not given, and makes the listing incomplete (R-DIR-3). */
export type SetListing = Named<'set-listing', ListingContent>;

/** Allows a payment after the window until `until`, inclusive (R-REN-7). */
export type GrantOverride = Named<
  'grant-override',
  { membershipId: string; ticket: string; until: CivilDate; grantedBy: string; reason: string }
>;

/**
 * Sends the latest notice of a membership to those who should have it and have not; with `to`, to that recipient, even if it
 * was sent there before. `ticket`: who asks for it; a second time takes another ticket.
 */
export type ResendNotice = Named<'resend-notice', { membershipId: string; to?: string; ticket: string }>;

/** Replaces what a recorded invoice line says (R-KPI-10): the fields that are given. `line`: in digits. */
export type CorrectInvoiceLine = Named<
  'correct-invoice-line',
  { invoiceNumber: string; line: string; reason?: string } & Partial<InvoiceFacts>
>;

/**
 * Lets the workflows try again what they have set aside: all of the partner's, or that of one membership. `ticket`: who asks for it; a
 * second time takes another ticket.
 */
export type RetrySetAside = Named<'retry-set-aside', { membershipId?: string; ticket: string }>;

/**
 * Makes two partners one: `from` becomes a part of `into`, which is the command's partner (R-MRG-1). `dryRun`: only says what would be
 * done, and what stands in the way.
 */
export type MergePartners = Named<'merge-partners', { into: string; from: string; dryRun?: boolean; ticket?: string }>;
/** Associates an employee with the partner, and with no other (R-COMP-2). `associatedOn`: default the day of the command. */
export type AssociateEmployee = Named<
  'associate-employee',
  { employeeId: string; name?: string; associatedOn?: CivilDate }
>;

/** What an employee of the partner has passed (R-COMP-3). `expiresOn`: the first day on which it does not count any more. */
export type RecordAchievement = Named<
  'record-achievement',
  { employeeId: string; certification: string; completedOn: CivilDate; expiresOn?: CivilDate }
>;

/** `leftOn`: the first day on which nothing of the employee counts for the partner; default the day of the command (R-COMP-4). */
export type EmployeeLeft = Named<'employee-left', { employeeId: string; leftOn?: CivilDate }>;

/** What was measured of a competency (R-COMP-1). `value`: decimal string. `measuredOn`: default the day of the command. */
export type RecordPerformance = Named<
  'record-performance',
  { competency: string; metric: Metric; value: string; measuredOn?: CivilDate }
>;

/**
 * Grants a benefit of a membership (R-LIC-1): a token has a product and seats, a `mak` a product and activations, a `visual-studio`
 * subscription an edition. `issuedOn`: the day of the command unless given.
 */
export type IssueToken = Named<
  'issue-token',
  {
    membershipId: string;
    tokenId: string;
    kind: BenefitKind;
    product?: string;
    seats?: number;
    activations?: number;
    edition?: Edition;
    issuedOn?: CivilDate;
  }
>;

/**
 * Records an activation (R-LIC-2, R-LIC-4, R-LIC-5). A token needs its `tenant`, and may say its `seats`: all of them; `count`: activations
 * of a key, 1 unless given. `activatedOn`: the day of the command unless given.
 */
export type ActivateToken = Named<
  'activate-token',
  { tokenId: string; activatedOn?: CivilDate; tenant?: string; seats?: number; count?: number }
>;

/** Why a token can be replaced (R-LIC-3): activated on the wrong tenant, or seats added where it was to be extended. */
export const REPLACEMENT_CAUSES = ['wrong-tenant', 'seats-added'] as const;

/** Puts a new token in the place of one (R-LIC-3). `requestedOn`: the day of the command unless given. */
export type ReplaceToken = Named<
  'replace-token',
  { tokenId: string; newTokenId: string; cause: (typeof REPLACEMENT_CAUSES)[number]; requestedOn?: CivilDate }
>;

/** Assigns a Visual Studio subscription to a person (R-LIC-5). `assignedOn`: the day of the command unless given. */
export type AssignSubscription = Named<'assign-subscription', { tokenId: string; to: string; assignedOn?: CivilDate }>;

/**
 * A new membership (R-MEM-1): with `paidOn`, and then with its `reference`, it is bought; without it is ordered (R-MEM-8). `membershipId`:
 * made of the command's identity unless given.
 */
export type Enrol = Named<
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
export type UpgradeToGold = Named<
  'upgrade-to-gold',
  { membershipId: string; goldMembershipId?: string; paidOn: CivilDate; reference: string }
>;

/** Asks for the decisions taken about a partner, or about one of its memberships, notices or commands. */
export type Explain = Named<'explain', { membershipId?: string; noticeId?: string; commandId?: string }>;

/**
 * Asks why the partner's own list of invoice lines differs from the recorded ones (R-KPI-11): in the published months, or in those by
 * which the renewal of a membership is judged. `locale`: of the partner's report, if not that of its first admin.
 */
export type ExplainKpiDiscrepancy = Named<
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
