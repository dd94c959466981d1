import type { CivilDate } from './civil-date.ts';

/** What the import files hold, before it becomes text. */

export type Role = 'global-admin' | 'mpn-admin' | 'account-admin';
export type Level = 'silver' | 'gold';

export interface Contact {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  /** As a partner typed it: a supported locale, another one, or nothing. */
  readonly locale: string;
}

export type Offer =
  | { readonly offer: 'action-pack' | 'learning-action-pack' }
  | {
      readonly offer: 'competency';
      readonly competency: string;
      readonly level: Level;
      readonly learningOption: boolean;
    }
  | { readonly offer: 'advanced-specialization'; readonly competency: string };

export interface Membership {
  readonly id: string;
  readonly offer: Offer;
  readonly purchasedOn: CivilDate;
  readonly paidThroughCycle: number;
}

export type DocumentType = 'invoice' | 'order-confirmation' | 'partner-report';

export interface InvoiceLine {
  readonly invoiceNumber: string;
  readonly line: number;
  readonly documentType: DocumentType;
  readonly invoiceDate: CivilDate;
  readonly omlpType: string;
  readonly purchaseUnits: number;
  readonly kpiValue: string;
  readonly revenueValue: string;
  readonly currency: string;
}

export interface Listing {
  readonly displayName: string;
  readonly country: string;
  readonly url: string;
  readonly aboutPartnerOnly: boolean;
  readonly noCompetitors: boolean;
  readonly ownedByPartner: boolean;
}

export type Fallback = 'silver' | 'learning-action-pack';

/** What an operator does; `command` and its own fields. */
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
  | { readonly command: 'set-contacts'; readonly contacts: readonly Contact[] }
  | ({ readonly command: 'set-listing' } & Listing)
  | {
      readonly command: 'grant-override';
      readonly membershipId: string;
      readonly ticket: string;
      readonly until: CivilDate;
      readonly grantedBy: string;
      readonly reason: string;
    };

/** A command as it stands in `commands.jsonl`, with the day on which it is given. */
export type DatedCommand = { readonly on: CivilDate; readonly partnerId: string } & CommandBody;
