/** Runs that come back only after a month are started by the watch when they were missed (R-CAL-5…7). */
import type { CivilDate } from '../../domain/core/calendar.ts';
import { MONTHLY_WORKFLOWS, type Workflow } from '../../domain/core/workflow.ts';
import type { RunStarter } from '../../lambda/watch/run-starter.ts';
import type { PlannedRun } from '../planned-runs.ts';

/** The next daily run does what a missed one left; for these it would come a month later, or never. */
const COME_BACK_LATE: ReadonlySet<Workflow> = new Set(MONTHLY_WORKFLOWS);

/** What became of a missed run that does not come back by itself. */
export type MissedRun = PlannedRun & { outcome: 'started' | 'paused' };

/**
 * Starts each missed run of a day for that day, unless operators have paused its schedule. Step Functions takes the
 * name of an execution once: however often the watch is called, overlaps or is stopped half-way, a missed run is
 * started once.
 */
export async function startMissedRuns(
  missed: readonly PlannedRun[],
  day: CivilDate,
  starter: RunStarter,
): Promise<MissedRun[]> {
  const late = missed.filter(({ workflow }) => COME_BACK_LATE.has(workflow));
  return Promise.all(
    late.map(async (run) => {
      if (await starter.isPaused(scheduleOf(run))) return { ...run, outcome: 'paused' as const };
      await starter.start(run.workflow, `missed-${scheduleOf(run)}-${day}`, inputOf(run, day));
      return { ...run, outcome: 'started' as const };
    }),
  );
}

/** The name of the schedule that starts it. */
export const scheduleOf = ({ workflow, phase }: PlannedRun): string =>
  phase === null ? workflow : `${workflow}-${phase}`;

/** The same at each call: Step Functions takes an open execution of the same name and input for the same. */
const inputOf = ({ phase }: PlannedRun, asOf: CivilDate) => ({
  asOf,
  reason: 'missed, and started by run-watch',
  ...(phase !== null && { phase }),
});
