/** What operators can tell the program to do. `requestId`: given twice, it is done once; without it, the content is the identity. */
import type { CivilDate } from './calendar.ts';
import type { InvoiceFacts } from './kpi.ts';
import type { ListingContent } from './listing.ts';
import type { Contact } from './partner.ts';

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

/** Asks for the decisions taken about a partner, or about one of its memberships, notices or commands. */
export type Explain = Named<'explain', { membershipId?: string; noticeId?: string; commandId?: string }>;

export type OperatorCommand =
  | RecordPayment
  | RecordProfileReview
  | SetContacts
  | SetListing
  | GrantOverride
  | ResendNotice
  | CorrectInvoiceLine
  | RetrySetAside
  | Explain;
export type CommandName = OperatorCommand['command'];
