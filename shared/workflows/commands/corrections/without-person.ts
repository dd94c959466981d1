import { CorruptItem } from '../../../errors.ts';
import { isSetAside } from '../../../store/keys.ts';
import type { Store } from '../../../store/store.ts';
import type { Item, Key } from '../../../store/table.ts';

/**
 * Writes an item with another value, in which a person is replaced (R-OPS-4). One that a workflow looks for is written
 * by its collection, since what is open in it may have ended; one that is set aside, or cannot be read, keeps its
 * place.
 *
 * @throws WriteConflict if anybody else wrote it since
 */
export async function withoutPerson(store: Store, item: Item, value: unknown): Promise<void> {
  const isWritten = (await writeBy(store, item, value)) !== null;
  if (isWritten) return;
  const version = typeof item.version === 'number' ? item.version : 0;
  const condition = version > 0 ? { version } : { unchanged: ['version'], item };
  await store.table.put({ ...(item as Item & Key), value, version: version + 1 }, condition);
}

/** Null: the item has no place in an index, or keeps it. */
async function writeBy(store: Store, item: Item, value: unknown): Promise<unknown> {
  const sk = String(item.sk);
  const isAside = (['renewal-notices', 'grace-expiry', 'directory-submission'] as const).some((workflow) =>
    isSetAside(workflow, item),
  );
  if (isAside) return null;
  try {
    if (sk.startsWith('MEMBERSHIP#')) {
      const stored = store.memberships.parse({ ...item, value });
      return await store.memberships.replace(stored, stored.value);
    }
    if (sk !== 'LISTING') return null;
    const stored = store.listings.parse({ ...item, value });
    return await store.listings.replace(stored, stored.value);
  } catch (error) {
    if (error instanceof CorruptItem) return null;
    throw error;
  }
}
