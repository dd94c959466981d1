import type { CivilDate } from './civil-date.ts';

/**
 * The rows of the sample's import files, before they become text. Separate from the program's own types on purpose: see
 * civil-date.ts.
 */

export type Role = 'global-admin' | 'mpn-admin' | 'account-admin';
export type Level = 'silver' | 'gold';

export type Contact = {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  /** As a partner typed it: a supported locale, another one, or nothing. */
  readonly locale: string;
};

export type Offer =
  | { readonly offer: 'action-pack' | 'learning-action-pack' }
  | {
      readonly offer: 'competency';
      readonly competency: string;
      readonly level: Level;
      readonly learningOption: boolean;
    }
  | { readonly offer: 'advanced-specialization'; readonly competency: string };

export type Membership = {
  readonly id: string;
  readonly offer: Offer;
  readonly purchasedOn: CivilDate;
  readonly paidThroughCycle: number;
};

export type DocumentType = 'invoice' | 'credit-note' | 'order-confirmation' | 'partner-report';

export type InvoiceLine = {
  readonly invoiceNumber: string;
  readonly line: number;
  readonly documentType: DocumentType;
  readonly invoiceDate: CivilDate;
  readonly omlpType: string;
  readonly purchaseUnits: number;
  readonly kpiValue: string;
  readonly revenueValue: string;
  readonly currency: string;
};

export type Listing = {
  readonly displayName: string;
  readonly country: string;
  readonly url: string;
  readonly aboutPartnerOnly: boolean;
  readonly noCompetitors: boolean;
  readonly ownedByPartner: boolean;
};

/** An employee of the partner (R-COMP-2). */
export type Employee = {
  readonly id: string;
  readonly name: string;
  readonly associatedOn: CivilDate;
  /** Empty: still there. */
  readonly leftOn: CivilDate | '';
};

export type Achievement = {
  readonly employeeId: string;
  readonly certification: string;
  readonly completedOn: CivilDate;
  /** The first day on which it does not count any more; empty: never. */
  readonly expiresOn: CivilDate | '';
};

export type Metric = 'revenue' | 'active-usage' | 'deployed-seats' | 'new-customers';

/** A figure of a competency (R-COMP-1). */
export type Figure = {
  readonly competency: string;
  readonly metric: Metric;
  readonly value: string;
  readonly measuredOn: CivilDate;
};

export type Grant =
  | { readonly kind: 'token'; readonly product: string; readonly seats: number }
  | { readonly kind: 'mak'; readonly product: string; readonly activations: number }
  | { readonly kind: 'visual-studio'; readonly edition: 'professional' | 'enterprise' };

/** A token, key or subscription that a membership brought (R-LIC). */
export type Benefit = {
  readonly id: string;
  readonly membershipId: string;
  readonly grant: Grant;
  readonly issuedOn: CivilDate;
  /** Of a token: for which tenant, and when. */
  readonly activation?: { readonly on: CivilDate; readonly tenant: string };
  /** Of a subscription: to whom, and when. */
  readonly assignment?: { readonly on: CivilDate; readonly to: string };
};
