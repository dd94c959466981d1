/** What is due for a workflow: a query of the sparse index per shard, never a scan. */
import * as z from 'zod';
import { addDays, type CivilDate } from '../domain/core/calendar.ts';
import type { Workflow } from '../domain/core/workflow.ts';
import { duePartition, indexOf, keyOfEntry, setAsidePartition } from './keys.ts';
import type { Item, Key, Page, Table } from './table.ts';

/** Items at most, and where they begin: null at the beginning. */
type PageRequest = { limit: number; cursor: Item | null };
/**
 * `cursor`: where the next page begins; null after the last. `cursorAfter`: where a page that follows this key begins.
 */
export type DuePage = { keys: Key[]; cursor: Item | null; cursorAfter: (key: Key) => Item | null };

/** A shard, and the last of its entries on the pages before: null at its beginning. */
const cursorSchema = z.object({ shard: z.int(), after: z.record(z.string(), z.unknown()).nullable() });

/**
 * The keys of the items of some shards that are due on `asOf` or before, inclusive: shard after shard, in each the
 * longest overdue first. The index is eventually consistent: whether an item is still due is decided by the item
 * itself, read afterwards.
 *
 * @throws Error if the cursor is in none of these shards
 */
export async function readDuePage(
  table: Table,
  workflow: Workflow,
  shards: readonly number[],
  asOf: CivilDate,
  { limit, cursor }: PageRequest,
): Promise<DuePage> {
  const found: { shard: number; item: Item }[] = [];
  let next: z.infer<typeof cursorSchema> | null = cursor && cursorSchema.parse(cursor);
  const left = next === null ? [...shards] : shardsFrom(shards, next.shard);
  next ??= beginningOf(left);
  while (next !== null && found.length < limit) {
    const { shard, after }: z.infer<typeof cursorSchema> = next;
    const page = { limit: limit - found.length, cursor: after };
    const answer = await queryDue(table, workflow, shard, asOf, page);
    found.push(...answer.items.map((item) => ({ shard, item })));
    if (answer.cursor === null) left.shift();
    next = answer.cursor === null ? beginningOf(left) : { shard, after: answer.cursor };
  }
  const cursorAfter = ({ pk, sk }: Key): Item | null => {
    const entry = found.find(({ item }) => item.pk === pk && item.sk === sk);
    return entry === undefined ? null : { shard: entry.shard, after: entry.item };
  };
  return { keys: found.map(({ item }) => keyOfEntry(item)), cursor: next, cursorAfter };
}

const beginningOf = ([shard]: readonly number[]) => (shard === undefined ? null : { shard, after: null });

function shardsFrom(shards: readonly number[], first: number): number[] {
  const start = shards.indexOf(first);
  if (start < 0) throw new Error(`the page before ended in shard ${first}, which is none of this segment's`);
  return shards.slice(start);
}

function queryDue(table: Table, workflow: Workflow, shard: number, asOf: CivilDate, page: PageRequest) {
  const partition = duePartition(workflow, shard);
  return table.query({ index: indexOf(workflow), partition, before: addDays(asOf, 1), ...page });
}

/** Since when the longest overdue item of a workflow is due; null: nothing is due on `asOf` or before. */
export async function readOldestDueDate(table: Table, workflow: Workflow, asOf: CivilDate): Promise<CivilDate | null> {
  const shards = Array.from({ length: table.shards }, (_, shard) =>
    queryDue(table, workflow, shard, asOf, { limit: 1, cursor: null }),
  );
  const index = indexOf(workflow);
  const dates = (await Promise.all(shards)).flatMap(({ items }) =>
    items.map((item) => String(item[index.sort]).slice(0, 10)),
  );
  return (dates.toSorted()[0] ?? null) as CivilDate | null;
}

/** How many items of a workflow are set aside. */
export async function countSetAside(table: Table, workflow: Workflow): Promise<number> {
  let count = 0;
  let cursor: Item | null = null;
  do {
    const page: Page = await table.query({ index: indexOf(workflow), partition: setAsidePartition(workflow), cursor });
    count += page.items.length;
    cursor = page.cursor;
  } while (cursor !== null);
  return count;
}
