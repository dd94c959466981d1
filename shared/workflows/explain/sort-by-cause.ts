/** The order of `explain`: by instant, causes before their effects. */
import { Temporal } from 'temporal-polyfill';
import type { Entry } from './entry.ts';

/**
 * The workflows in the order in which they follow one another at one instant: what was imported is the basis of a
 * command, the answers of mailboxes come last.
 */
const WORKFLOWS = [
  'import',
  'partner-command',
  'merge-partners',
  'kpi-refresh',
  'directory-submission',
  'renewal-notices',
  'grace-expiry',
  'mail-events',
];

/**
 * Of the same instant: run by run, in a run lower ranks first, then by membership, cycle and stage. Entries without any
 * time come last.
 */
export function sortByCause<T extends Entry>(entries: readonly T[]): T[] {
  const keyed = entries.map((entry) => ({ entry, key: keyOf(entry) }));
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ entry }) => entry);
}

type Key = readonly (number | string)[];

function keyOf({ at, on, workflow, runId, rank, membershipId, cycle, stage }: Entry): Key {
  // The files of a folder are imported by an execution each, and events are processed by one each: whatever their
  // names, partners come before their contacts, and marks in the order in which they were made.
  const run = workflow === 'import' || workflow === 'mail-events' ? '' : (runId ?? '');
  const ofRun = [WORKFLOWS.indexOf(workflow ?? ''), run, rank];
  return [instantOf(at, on), ...ofRun, membershipId ?? '', cycle ?? 0, stage ?? 0];
}

/** Milliseconds; of an entry that has only a day, the beginning of that day. */
function instantOf(at: string | null, on: string | null): number {
  if (at !== null) return Temporal.Instant.from(at).epochMilliseconds;
  return on === null ? Number.POSITIVE_INFINITY : Temporal.Instant.from(`${on}T00:00:00Z`).epochMilliseconds;
}

function compare(a: Key, b: Key): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] as typeof value;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
