/** A listing's line in the month's batch (R-DIR-3, R-DIR-4). */
import { type CivilDate, type CivilMonth, monthOf } from '../core/calendar.ts';
import { entitledThrough } from './entitlement.ts';
import type { ShownListing } from './listing.ts';
import type { ListingFacts } from './listing-facts.ts';
import { listingProblems } from './listing-problems.ts';
import { asciiUrl } from './listing-url.ts';

export type BatchAction = 'add' | 'update' | 'remove';

/** A line of a month's batch. */
export type BatchEntry = ShownListing & { partnerId: string; month: CivilMonth; action: BatchAction };

/** The listing's line in this month's batch; null if nothing changes (R-DIR-3, R-DIR-4). */
export function batchEntry(facts: ListingFacts, asOf: CivilDate): BatchEntry | null {
  const { listing } = facts;
  const isListed = entitledThrough(facts.memberships, asOf) !== null && listingProblems(facts).length === 0;
  const identity = { partnerId: listing.partnerId, month: monthOf(asOf) };
  if (!isListed) return listing.submitted && { ...identity, ...shownContent(listing.submitted), action: 'remove' };
  if (listing.submitted === null) return { ...identity, ...shownContent(listing.content), action: 'add' };
  return isSameContent(shownContent(listing.content), shownContent(listing.submitted))
    ? null
    : { ...identity, ...shownContent(listing.content), action: 'update' };
}

export const shownContent = ({ displayName, country, url }: ShownListing): ShownListing => ({
  displayName,
  country,
  url: asciiUrl(url),
});

export const isSameContent = (a: ShownListing, b: ShownListing): boolean =>
  a.displayName === b.displayName && a.country === b.country && a.url === b.url;
