/** That a planned run was done, all of it: what the watch looks for on the day after. */
import { Temporal } from 'temporal-polyfill';
import type { CivilDate } from '../domain/core/calendar.ts';
import type { Store } from '../store/store.ts';
import { type PlannedRun, plannedRuns } from './planned-runs.ts';
import type { Run, Totals } from './run.ts';

/** Long enough to look back over a year of the program. */
const DAYS_KEPT = 400;

/** A run of all partners that was no preview and failed nowhere. */
export const isComplete = (run: Run, { failed }: Pick<Totals, 'failed'>): boolean =>
  !run.dryRun && !run.isPartial && failed === 0;

/** Once per workflow, day and phase; of two runs that end at once, either is proof. */
export async function recordCompletedRun(store: Store, run: Run): Promise<void> {
  const { workflow, asOf, phase, runId, startedAt } = run;
  const expiresAt = Temporal.Instant.from(startedAt).add({ hours: DAYS_KEPT * 24 }).epochMilliseconds / 1000;
  await store.completedRuns.createIfAbsent({
    workflow,
    asOf,
    phase,
    runId,
    startedAt,
    expiresAt: Math.ceil(expiresAt),
  });
}

/** The planned runs of a day that were not completed. */
export async function readMissedRuns(store: Store, day: CivilDate): Promise<PlannedRun[]> {
  const planned = plannedRuns(day);
  const completed = await store.completedRuns.getAll(planned.map((run) => ({ ...run, asOf: day })));
  const done = new Set(completed.map(({ value }) => nameOf(value)));
  return planned.filter((run) => !done.has(nameOf(run)));
}

const nameOf = ({ workflow, phase }: PlannedRun): string => `${workflow} ${phase}`;
