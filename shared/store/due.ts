/** What is due for a workflow: a query of the sparse index per segment, never a scan. */
import { addDays, type CivilDate } from '../domain/core/calendar.ts';
import type { Workflow } from '../domain/core/workflow.ts';
import { duePartition, indexOf, keyOfEntry, setAsidePartition } from './keys.ts';
import { SEGMENTS } from './segments.ts';
import type { Item, Key, Page, Table } from './table.ts';

type PageRequest = { limit: number; cursor: Item | null };
/** `cursor`: where the next page begins; null after the last. `cursorAfter`: where a page that follows this key begins. */
export type DuePage = { keys: Key[]; cursor: Item | null; cursorAfter: (key: Key) => Item | null };

/**
 * The keys of the items of a segment that are due on `asOf` or before, inclusive, the longest overdue first. The index is
 * eventually consistent: whether an item is still due is decided by the item itself, read afterwards.
 */
export async function readDuePage(
  table: Table,
  workflow: Workflow,
  segment: number,
  asOf: CivilDate,
  page: PageRequest,
): Promise<DuePage> {
  const { items, cursor } = await queryDue(table, workflow, segment, asOf, page);
  const cursorAfter = ({ pk, sk }: Key) => items.find((item) => item.pk === pk && item.sk === sk) ?? null;
  return { keys: items.map(keyOfEntry), cursor, cursorAfter };
}

function queryDue(table: Table, workflow: Workflow, segment: number, asOf: CivilDate, page: PageRequest) {
  const partition = duePartition(workflow, segment);
  return table.query({ index: indexOf(workflow), partition, before: addDays(asOf, 1), ...page });
}

/** Since when the longest overdue item of a workflow is due; null: nothing is due on `asOf` or before. */
export async function readOldestDueDate(table: Table, workflow: Workflow, asOf: CivilDate): Promise<CivilDate | null> {
  const segments = Array.from({ length: SEGMENTS }, (_, segment) =>
    queryDue(table, workflow, segment, asOf, { limit: 1, cursor: null }),
  );
  const index = indexOf(workflow);
  const dates = (await Promise.all(segments)).flatMap(({ items }) =>
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
