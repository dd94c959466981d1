/** A partner's listing in the Learning Partner directory (R-DIR). */
import { type CivilDate, type CivilMonth, dayOf, monthOf } from '../core/calendar.ts';
import { type History, NO_HISTORY } from '../core/history.ts';
import type { Ledger } from '../notices/notice-state.ts';

/** The content that the partner asked for, and its attestations. */
export type ListingContent = {
  displayName: string;
  /** ISO 3166-1 alpha-2; empty while it is missing. */
  country: string;
  url: string;
  aboutPartnerOnly: boolean;
  noCompetitors: boolean;
  ownedByPartner: boolean;
};

/** What the directory shows of a listing. */
export type ShownListing = Pick<ListingContent, 'displayName' | 'country' | 'url'>;

export type Listing = {
  partnerId: string;
  content: ListingContent;
  /** Whether this partner, and not another, holds the URL (R-DIR-2). */
  holdsUrl: boolean;
  /**
   * The content that the last batch with this listing submitted, and the month of the batch; null: not in the
   * directory.
   */
  submitted: (ShownListing & { month: CivilMonth }) | null;
  /** Since when it is visible as submitted (R-DIR-5). */
  visibleOn: CivilDate | null;
  /** From which day a phase of the directory submission has something to do (`dueSince`); null: nothing. */
  dueOn: CivilDate | null;
  /** By month and kind. */
  notices: Ledger;
  /** Changes of its content, and of its place in the directory. */
  history: History;
};

/** A new listing, due for the next phase. */
export function newListing(partnerId: string, content: ListingContent, holdsUrl: boolean, on: CivilDate): Listing {
  return {
    partnerId,
    content,
    holdsUrl,
    submitted: null,
    visibleOn: null,
    dueOn: dueSince(on, null),
    notices: {},
    history: NO_HISTORY,
  };
}

/**
 * From which day a listing is due that has changed on `on`: from the first of the month, so that a submission that
 * starts late takes it up, too (R-DIR-3). What is due earlier stays so.
 */
export function dueSince(on: CivilDate, before: CivilDate | null): CivilDate {
  const since = dayOf(monthOf(on), 1);
  return before !== null && before < since ? before : since;
}
