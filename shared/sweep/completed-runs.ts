/** Records of planned runs that were completed; run-watch looks for them on the day after. */
import { Temporal } from 'temporal-polyfill';
import type { CivilDate } from '../domain/core/calendar.ts';
import type { Store } from '../store/store.ts';
import { type PlannedRun, plannedRuns } from './planned-runs.ts';
import type { Run } from './run.ts';
import { isIncomplete, type RunOutput } from './run-output.ts';

/** Long enough to look back over a year of the program. */
const DAYS_KEPT = 400;

/** A run of all partners, no dry run, in which nothing failed and that came to its end. */
export const isComplete = (run: Run, output: Pick<RunOutput, 'failed' | 'quotaUsedUpUntil'>): boolean =>
  !run.dryRun && !run.isPartial && !isIncomplete(output);

/** Creates one record per workflow, day and phase; if two runs end at once, the record of either one will do. */
export async function recordCompletedRun(store: Store, run: Run): Promise<void> {
  await store.completedRuns.createIfAbsent(recordOf(run));
}

function recordOf({ workflow, asOf, phase, runId, startedAt }: Run) {
  const expiresAt = Temporal.Instant.from(startedAt).add({ hours: DAYS_KEPT * 24 }).epochMilliseconds / 1000;
  return { workflow, asOf, phase, runId, startedAt, expiresAt: Math.ceil(expiresAt) };
}

/** Creates one record per run, however often it ends. @param failed items */
export async function recordIncompleteRun(store: Store, run: Run, failed: number): Promise<void> {
  await store.incompleteRuns.createIfAbsent({ ...recordOf(run), failed });
}

/** The planned runs of a day that were not completed. */
export async function readMissedRuns(store: Store, day: CivilDate): Promise<PlannedRun[]> {
  const planned = plannedRuns(day);
  const completed = await store.completedRuns.getAll(planned.map((run) => ({ ...run, asOf: day })));
  const done = new Set(completed.map(({ value }) => nameOf(value)));
  return planned.filter((run) => !done.has(nameOf(run)));
}

const nameOf = ({ workflow, phase }: PlannedRun): string => `${workflow} ${phase}`;
