/** Which partner holds the URL of a landing page (R-DIR-2). */
import { withChange } from '../../domain/core/history.ts';
import { withoutCredentials } from '../../domain/core/https-url.ts';
import { canonicalUrl } from '../../domain/directory/listing-url.ts';
import type { Stored } from '../../store/collection.ts';
import type { LandingPage } from '../../store/schemas/directory.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import type { Run } from '../../sweep/run.ts';
import type { StoredListing } from '../reads/listings.ts';

/** The first partner to ask for a URL holds it, until its own listing has another one. */
export async function claimUrl(store: Store, partnerId: string, url: string): Promise<boolean> {
  const { canonical, holder, isFree } = await findPage(store, partnerId, url);
  if (canonical === null || !isFree) return false;
  if (holder?.value.partnerId !== partnerId) await store.landingPages.write(holder, { url: canonical, partnerId });
  return true;
}

/**
 * The listing with its URL, if the partner that held it has another one by now: nobody is told that a page is in use
 * when it is not (R-NOT-9). A dry run writes nothing.
 */
export async function withFreeUrl(item: StoredListing, store: Store, run: Run): Promise<StoredListing> {
  const { listing } = item.facts;
  const { asOf: on, dryRun, startedAt: at, runId } = run;
  if (listing.holdsUrl || item.facts.partner.mergedInto !== null) return item;
  const { partnerId, content } = listing;
  const isFree = dryRun
    ? (await findPage(store, partnerId, content.url)).isFree
    : await retryOnConflict(() => claimUrl(store, partnerId, content.url));
  if (!isFree) return item;
  const reason = 'the partner that had its landing page has another one';
  const inputs = { url: withoutCredentials(content.url), holdsUrl: true };
  const change = { on, stamp: { at, runId }, what: 'listing-changed', rule: 'R-DIR-2', reason, inputs };
  const held = { ...listing, holdsUrl: true, history: withChange(listing.history, change) };
  const stored = dryRun ? item.stored : await store.listings.replace(item.stored, held);
  return { ...item, stored, facts: { ...item.facts, listing: held } };
}

async function findPage(
  store: Store,
  partnerId: string,
  url: string,
): Promise<{ canonical: string | null; holder: Stored<LandingPage> | null; isFree: boolean }> {
  const canonical = canonicalUrl(url);
  if (canonical === null) return { canonical, holder: null, isFree: false };
  const holder = await store.landingPages.get({ url: canonical });
  const isOther = holder !== null && holder.value.partnerId !== partnerId;
  const isFree = !isOther || !(await stillUsesUrl(store, holder.value.partnerId, canonical));
  return { canonical, holder, isFree };
}

async function stillUsesUrl(store: Store, partnerId: string, canonical: string): Promise<boolean> {
  const listing = await store.listings.get({ partnerId });
  return listing === null || canonicalUrl(listing.value.content.url) === canonical;
}
