/** How directory-submission goes through the listings (R-DIR). */
import { skipIfMerging } from '../../sweep/skip-if-merging.ts';
import { type ItemOutcome, NOTHING_DONE, type PageCall, type Sweep } from '../../sweep/sweep.ts';
import { withFreeUrl } from '../changes/landing-page.ts';
import type { SweepDeps } from '../deliveries/mailing-deps.ts';
import { readListings, type StoredListing } from '../reads/listings.ts';
import { notifyListing } from './notify-listing.ts';
import { recordItemFailure } from './record-item-failure.ts';
import { submitListing } from './submit-listing.ts';

export function directorySweep(deps: SweepDeps): Sweep<StoredListing> {
  const { store, config, reports, itemsInFlight, closedUntil } = deps;
  return {
    workflow: 'directory-submission',
    itemsInFlight,
    closedUntil,
    table: store.table,
    reports,
    read: (keys) => readListings(store, config, keys),
    keysOf: async (partnerId) => [store.listings.key({ partnerId })],
    keyOf: ({ stored }) => store.listings.key(stored.value),
    act: (item, call) => actOnListing(item, call, deps),
    policy: config,
    recordFailure: (item, call) => recordItemFailure(item, call, deps),
  };
}

async function actOnListing(item: StoredListing, call: PageCall, deps: SweepDeps): Promise<ItemOutcome> {
  const { dueOn } = item.stored.value;
  if (dueOn === null || dueOn > call.run.asOf) return NOTHING_DONE;
  const { partner } = item.facts;
  const skipped = skipIfMerging(partner, { partnerId: partner.partnerId, membershipId: null, cycle: null }, call);
  if (skipped !== null) return skipped;
  const listed = await withFreeUrl(item, deps.store, call.run);
  if (call.mode === 'sweep' && call.run.phase === 'submit') return submitListing(listed, call, deps);
  return notifyListing(listed, call, deps);
}
