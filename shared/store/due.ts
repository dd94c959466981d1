/** What is due for a workflow: a query of the sparse index per segment, never a scan. */
import { addDays, type CivilDate } from '../domain/calendar.ts';
import { DUE, EXPIRY, keyOfWork, type Work, workPartition } from './keys.ts';
import type { Item, Key, Table } from './table.ts';

export type DuePage = { keys: Key[]; cursor: Item | null };

/**
 * The keys of the items of a segment that are due on `asOf` or before, inclusive, the longest overdue first. The index is
 * eventually consistent: whoever reads the items decides by what they say.
 */
export async function duePage(
  table: Table,
  work: Work,
  segment: number,
  asOf: CivilDate,
  page: { limit: number; cursor: Item | null },
): Promise<DuePage> {
  const { items, cursor } = await table.query({
    index: work === 'grace-expiry' ? EXPIRY : DUE,
    partition: workPartition(work, segment),
    before: addDays(asOf, 1),
    limit: page.limit,
    cursor: page.cursor,
  });
  return { keys: items.map(keyOfWork), cursor };
}
