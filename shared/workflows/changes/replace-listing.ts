/** Replaces a partner's listing, and records which partner holds its URL (R-DIR-1, R-DIR-2). */

import type { CivilDate } from '../../domain/core/calendar.ts';
import { withChange } from '../../domain/core/history.ts';
import { withoutCredentials } from '../../domain/core/https-url.ts';
import type { Stamp } from '../../domain/core/stamp.ts';
import { dueSince, type Listing, type ListingContent, newListing } from '../../domain/directory/listing.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { claimUrl } from './landing-page.ts';

/**
 * Replaces the content of the partner's listing and makes it due for the next phase of directory-submission. Safe to
 * repeat.
 */
export async function replaceListing(
  store: Store,
  partnerId: string,
  content: ListingContent,
  asOf: CivilDate,
  stamp: Stamp | null = null,
): Promise<'created' | 'changed' | 'unchanged'> {
  return retryOnConflict(async () => {
    const holdsUrl = await claimUrl(store, partnerId, content.url);
    const stored = await store.listings.get({ partnerId });
    if (stored === null) {
      await store.listings.create(withContentChange(newListing(partnerId, content, holdsUrl, asOf), asOf, stamp));
      return 'created';
    }
    if (isSameContent(stored.value.content, content) && stored.value.holdsUrl === holdsUrl) return 'unchanged';
    const next = { ...stored.value, content, holdsUrl, dueOn: dueSince(asOf, stored.value.dueOn) };
    await store.listings.replace(stored, withContentChange(next, asOf, stamp));
    return 'changed';
  });
}

/** The listing with the change in its history. */
function withContentChange(listing: Listing, on: CivilDate, stamp: Stamp | null): Listing {
  const { content, holdsUrl } = listing;
  const isNew = listing.history.changes.length === 0;
  const reason = holdsUrl || content.url === '' ? 'as given' : 'as given; another partner holds its URL, or it is none';
  const inputs = { ...content, url: withoutCredentials(content.url), holdsUrl };
  const change = { on, stamp, what: isNew ? 'listing-set' : 'listing-changed', rule: 'R-DIR-1', reason, inputs };
  return { ...listing, history: withChange(listing.history, change) };
}

function isSameContent(a: ListingContent, b: ListingContent): boolean {
  return (Object.keys(a) as (keyof ListingContent)[]).every((field) => a[field] === b[field]);
}
