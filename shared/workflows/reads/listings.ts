import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { Listing } from '../../domain/directory/listing.ts';
import type { ListingFacts } from '../../domain/directory/listing-facts.ts';
import type { Partner } from '../../domain/partners/partner.ts';
import type { Stored } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import type { Key } from '../../store/table.ts';
import { readMemberships } from './memberships.ts';
import { readWithPartners } from './with-partners.ts';

/** A listing as it was read, with everything that is decided about it. */
export type StoredListing = { stored: Stored<Listing>; facts: ListingFacts };

/** Listings with everything that is decided about them. @throws CorruptItem */
export async function readListings(
  store: Store,
  config: ProgramConfig,
  keys: readonly Key[],
): Promise<StoredListing[]> {
  const itemsWithPartners = await readWithPartners(store, keys);
  return Promise.all(
    itemsWithPartners.map(async ({ item, partner }) => {
      const stored = store.listings.parse(item);
      const memberships = await readMemberships(store, partner.partnerId);
      const heir = await readHeir(store, config, partner);
      return { stored, facts: { listing: stored.value, partner, memberships, config, heir } };
    }),
  );
}

/** The listing of the partner into which one was merged, perhaps by several merges. */
async function readHeir(store: Store, config: ProgramConfig, { mergedInto }: Partner): Promise<ListingFacts | null> {
  if (mergedInto === null) return null;
  const [heir] = await readListings(store, config, [store.listings.key(mergedInto)]);
  return heir === undefined ? null : (heir.facts.heir ?? heir.facts);
}
