/** The month's batch as a file, made once (R-DIR-4). */
import { stringify } from 'csv-stringify/sync';
import { type CivilMonth, monthOf } from '../../domain/core/calendar.ts';
import { spreadsheetCell } from '../../domain/core/spreadsheet-cell.ts';
import type { BatchEntry } from '../../domain/directory/batch-entry.ts';
import type { LargeObjects } from '../../lambda/large-objects.ts';
import type { Store } from '../../store/store.ts';
import type { Run } from '../../sweep/run.ts';

const COLUMNS = ['action', 'partner_id', 'display_name', 'country', 'url'];

export const batchKey = (month: string): string => `directory/${month}.csv`;

/**
 * Writes the file of the run's month from the lines that the pages left, then the batch's item: from then on nothing is
 * added. Run again, it finds the item and changes nothing. A run for some partners leaves the batch open. @returns the
 * number of lines; null if this run makes no batch
 */
export async function assembleBatch(store: Store, reports: LargeObjects, run: Run): Promise<number | null> {
  if (run.phase !== 'submit' || run.dryRun || run.isPartial) return null;
  const month = monthOf(run.asOf);
  const batch = await store.batches.get({ month });
  if (batch !== null) return batch.value.entries;
  let entries = 0;
  async function* csv(): AsyncGenerator<string> {
    yield csvOf([COLUMNS]);
    for await (const some of entriesOf(store, month)) {
      entries += some.length;
      yield csvOf(some.map(rowOf));
    }
  }
  await reports.putLarge(batchKey(month), csv());
  await store.batches.createIfAbsent({ month, submittedOn: run.asOf, runId: run.runId, entries });
  return entries;
}

/** Lines of the file that are in memory at a time. */
const LINES = 1_000;

/** Some at a time, in the order of the partners' ids: a year's first batch may have a million. */
async function* entriesOf(store: Store, month: CivilMonth): AsyncGenerator<BatchEntry[]> {
  let some: BatchEntry[] = [];
  const { pk } = store.batches.key({ month });
  for await (const { value } of store.batchEntries.list(pk, 'ENTRY#')) {
    some.push(value);
    if (some.length < LINES) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

const rowOf = ({ action, partnerId, displayName, country, url }: BatchEntry): string[] =>
  [action, partnerId, displayName, country, url].map(spreadsheetCell);

const csvOf = (rows: string[][]): string => stringify(rows, { record_delimiter: 'unix' });
