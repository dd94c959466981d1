/** The submission of a listing: its line in the batch of the month (R-DIR-3, R-DIR-4). */
import { monthOf } from '../../domain/core/calendar.ts';
import { type BatchEntry, batchEntry } from '../../domain/directory/batch-entry.ts';
import { recordSubmission } from '../../domain/directory/submission.ts';
import { openNotices } from '../../domain/notices/ledger.ts';
import type { Store } from '../../store/store.ts';
import { type ItemOutcome, NOTHING_DONE, type PageCall } from '../../sweep/sweep.ts';
import type { StoredListing } from '../reads/listings.ts';

/**
 * The line is created before the listing says that it was submitted: interrupted and run again, the same line is found (R-DIR-4). Once
 * the batch's file is written, a listing waits for the next month (R-DIR-3).
 */
export async function submitListing(
  { stored, facts }: StoredListing,
  call: PageCall,
  { store }: { store: Store },
): Promise<ItemOutcome> {
  const { asOf, runId, startedAt, dryRun } = call.run;
  // Nothing is sent in this phase; but what an earlier phase or a mail event left open is settled after it.
  const open = openNotices(stored.value.notices).length;
  const outcome = { ...NOTHING_DONE, unsettled: dryRun ? 0 : open };
  if ((await store.batches.get({ month: monthOf(asOf) })) !== null) return outcome;
  const decidedEntry = batchEntry(facts, asOf);
  const entry = decidedEntry === null || dryRun ? decidedEntry : await createBatchEntry(store, decidedEntry);
  const { listing, decisions } = recordSubmission(facts, entry, asOf, { at: startedAt, runId });
  if (!dryRun) await store.listings.replace(stored, listing);
  return { ...outcome, result: entry === null ? 'skipped' : 'acted', lines: decisions };
}

/** The line of the batch: this one, or the one that an earlier attempt created. */
async function createBatchEntry({ batchEntries }: Store, entry: BatchEntry): Promise<BatchEntry> {
  if ((await batchEntries.createIfAbsent(entry)) === null) return entry;
  return (await batchEntries.get(entry))?.value ?? entry;
}
