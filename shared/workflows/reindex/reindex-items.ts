/** Writes items as today's code would write them, where they are not so already. */
import { CorruptItem, NewerItem } from '../../errors.ts';
import { collectionOf } from '../../store/kind-of-key.ts';
import { mapConcurrently } from '../../store/map-concurrently.ts';
import type { Store } from '../../store/store.ts';
import { type Item, type Key, keyOf } from '../../store/table.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';

/** What became of the items that were read. */
export type ReindexCounts = {
  readonly read: number;
  /** Of an older shape, or not where they should be in an index; in a dry run: that would be. */
  readonly rewritten: number;
  readonly alreadyRight: number;
  /** Of a shape or kind that only newer code knows: they stay as they are. */
  readonly newer: number;
  /** Items that match no schema: they stay as they are, for somebody to look at. */
  readonly unreadable: number;
  /** The keys of the first of these. */
  readonly unreadableKeys: readonly string[];
};

export const NOTHING_READ: ReindexCounts = {
  read: 0,
  rewritten: 0,
  alreadyRight: 0,
  newer: 0,
  unreadable: 0,
  unreadableKeys: [],
};

/** Keys of unreadable items that an output names. */
const MOST_KEYS = 20;

type Outcome = 'rewritten' | 'alreadyRight' | 'newer' | 'unreadable' | 'gone';

/**
 * @param writes whether anything is written: false in a dry run
 * @throws WriteConflict if an item is written by others again and again; what the store throws
 */
export async function reindexItems(
  store: Store,
  items: readonly Item[],
  before: ReindexCounts,
  writes: boolean,
): Promise<ReindexCounts> {
  const outcomes = await mapConcurrently(items, async (item) => ({
    key: keyOf(item as Item & Key),
    outcome: await reindexItem(store, item as Item & Key, writes),
  }));
  const counts = (wanted: Outcome): number => outcomes.filter(({ outcome }) => outcome === wanted).length;
  const unreadable = outcomes.filter(({ outcome }) => outcome === 'unreadable');
  const keys = unreadable.map(({ key }) => `${key.pk} ${key.sk}`);
  return {
    read: before.read + items.length - counts('gone'),
    rewritten: before.rewritten + counts('rewritten'),
    alreadyRight: before.alreadyRight + counts('alreadyRight'),
    newer: before.newer + counts('newer'),
    unreadable: before.unreadable + unreadable.length,
    unreadableKeys: [...before.unreadableKeys, ...keys].slice(0, MOST_KEYS),
  };
}

/** Only over what was read: if somebody else wrote first, it is read again, and is right by then or is written then. */
function reindexItem(store: Store, scanned: Item & Key, writes: boolean): Promise<Outcome> {
  return retryOnConflict(async (tries) => {
    const item = tries === 1 ? scanned : await store.table.get(keyOf(scanned));
    // Time to live has taken it.
    if (item === null) return 'gone';
    try {
      const collection = collectionOf(store, keyOf(scanned));
      if (collection === null) return 'newer';
      const renewed = collection.renewed(item);
      if (renewed === null) return 'alreadyRight';
      if (writes) await store.table.put(renewed, { version: Number(item.version) });
      return 'rewritten';
    } catch (error) {
      if (error instanceof NewerItem) return 'newer';
      if (error instanceof CorruptItem) return 'unreadable';
      throw error;
    }
  });
}
