/** The month's batch as a file, made once (R-DIR-4). */
import { stringify } from 'csv-stringify/sync';
import { monthOf } from '../../domain/core/calendar.ts';
import { plainLine } from '../../domain/core/invisible.ts';
import type { BatchEntry } from '../../domain/directory/batch-entry.ts';
import type { ObjectStore } from '../../lambda/object-store.ts';
import type { Store } from '../../store/store.ts';
import type { Run } from '../../sweep/run.ts';

const COLUMNS = ['action', 'partner_id', 'display_name', 'country', 'url'];
/** Cells that a spreadsheet would take for a formula: the signs, in the full width of East Asian keyboards too, and behind blanks. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

export const batchKey = (month: string): string => `directory/${month}.csv`;

/**
 * Writes the file of the run's month from the lines that the pages left, then the batch's item: from then on nothing is added.
 * Run again, it finds the item and changes nothing. A run for some partners leaves the batch open. @returns the number of lines; null if
 * this run makes no batch
 */
export async function assembleBatch(store: Store, reports: ObjectStore, run: Run): Promise<number | null> {
  if (run.phase !== 'submit' || run.dryRun || run.isPartial) return null;
  const month = monthOf(run.asOf);
  const batch = await store.batches.get({ month });
  if (batch !== null) return batch.value.entries;
  const entries: BatchEntry[] = [];
  const { pk } = store.batches.key({ month });
  for await (const { value } of store.batchEntries.list(pk, 'ENTRY#')) entries.push(value);
  await reports.put(batchKey(month), csvOf(entries));
  await store.batches.createIfAbsent({ month, submittedOn: run.asOf, runId: run.runId, entries: entries.length });
  return entries.length;
}

function csvOf(entries: BatchEntry[]): string {
  const rows = entries.map((entry) => [entry.action, entry.partnerId, entry.displayName, entry.country, entry.url]);
  return stringify([COLUMNS, ...rows.map((row) => row.map(escapeFormula))], { record_delimiter: 'unix' });
}

/**
 * A cell of one line that a spreadsheet takes as text, whatever a partner calls itself: where a reader breaks lines at a lone
 * carriage return, what follows it would begin a row.
 */
function escapeFormula(cell: string): string {
  const line = plainLine(cell);
  return FORMULA.test(line) ? `'${line}` : line;
}
