import { describe, expect, it } from 'vitest';
import { SCHEDULES } from '../../../infra/stacks/schedules.ts';
import type { Workflow } from '../../../shared/domain/core/workflow.ts';
import type { RunStarter } from '../../../shared/lambda/watch/run-starter.ts';
import { plannedRuns } from '../../../shared/sweep/planned-runs.ts';
import { scheduleOf, startMissedRuns } from '../../../shared/sweep/watch/start-missed-runs.ts';
import { date } from '../rules/support.ts';

/** Step Functions, as far as names of executions go: the second start under a name starts nothing. */
function stepFunctions(options: { paused?: string[]; stopsAfter?: number } = {}) {
  const executions = new Map<string, object>();
  let left = options.stopsAfter ?? Number.POSITIVE_INFINITY;
  const starter: RunStarter = {
    isPaused: async (schedule) => options.paused?.includes(schedule) ?? false,
    start: async (workflow: Workflow, name: string, input: object) => {
      await Promise.resolve();
      if (left-- <= 0) throw new Error('the function was stopped');
      if (!executions.has(name)) executions.set(name, { workflow, ...input });
    },
  };
  return { executions, starter };
}

// Of 2027-01-15, a Friday, are kpi-refresh, renewal-notices and grace-expiry; of Monday 2027-01-18 the submission and
// the two daily ones (R-CAL-5, R-CAL-6).
const KPI_DAY = date('2027-01-15');
const REASON = 'missed, and started by run-watch';

describe('a missed run', () => {
  it('is started for the day on which it was due, if it comes once a month', async () => {
    const { executions, starter } = stepFunctions();
    const told = await startMissedRuns(plannedRuns(KPI_DAY), KPI_DAY, starter);
    expect(told).toEqual([{ workflow: 'kpi-refresh', phase: null, outcome: 'started' }]);
    expect([...executions]).toEqual([
      ['missed-kpi-refresh-2027-01-15', { workflow: 'kpi-refresh', asOf: '2027-01-15', reason: REASON }],
    ]);
  });

  it.each([
    ['2027-01-11', 'remind'],
    ['2027-01-18', 'submit'],
    ['2027-02-07', 'publish'],
  ])('is started with its phase, if it is one of the directory: of %s, %s', async (day, phase) => {
    const { executions, starter } = stepFunctions();
    await startMissedRuns(plannedRuns(date(day)), date(day), starter);
    expect([...executions]).toEqual([
      [
        `missed-directory-submission-${phase}-${day}`,
        { workflow: 'directory-submission', asOf: day, reason: REASON, phase },
      ],
    ]);
  });

  it('is left to the next day, if it comes daily', async () => {
    const { executions, starter } = stepFunctions();
    const day = date('2027-01-20');
    expect(await startMissedRuns(plannedRuns(day), day, starter)).toEqual([]);
    expect(executions.size).toBe(0);
  });

  it('is left to the operators who have paused its schedule', async () => {
    const { executions, starter } = stepFunctions({ paused: ['kpi-refresh'] });
    const told = await startMissedRuns(plannedRuns(KPI_DAY), KPI_DAY, starter);
    expect(told).toEqual([{ workflow: 'kpi-refresh', phase: null, outcome: 'paused' }]);
    expect(executions.size).toBe(0);
  });

  it('is started once by watches that overlap, and by one that is called again', async () => {
    const { executions, starter } = stepFunctions();
    const watch = () => startMissedRuns(plannedRuns(KPI_DAY), KPI_DAY, starter);
    await Promise.all([watch(), watch(), watch()]);
    await watch();
    expect([...executions.keys()]).toEqual(['missed-kpi-refresh-2027-01-15']);
  });

  it('is started once by a watch that was stopped before, between or after two starts, and called again', async () => {
    const day = date('2027-03-15');
    const both = plannedRuns(day).filter(({ workflow }) => !['renewal-notices', 'grace-expiry'].includes(workflow));
    // The 15th is a Monday, the submission's, too.
    expect(both).toHaveLength(2);
    for (const stopsAfter of [0, 1, 2]) {
      const { executions, starter } = stepFunctions({ stopsAfter });
      await startMissedRuns(both, day, starter).catch(() => {});
      expect(executions.size).toBe(stopsAfter);
      const goesOn = stepFunctions();
      for (const [name, input] of executions) goesOn.executions.set(name, input);
      await startMissedRuns(both, day, goesOn.starter);
      expect([...goesOn.executions.keys()].sort()).toEqual([
        'missed-directory-submission-submit-2027-03-15',
        'missed-kpi-refresh-2027-03-15',
      ]);
    }
  });
});

describe('the schedule of a planned run', () => {
  it('has the name that the watch asks for', () => {
    const planned = SCHEDULES.map(({ workflow, input }) => ({ workflow, phase: (input?.phase ?? null) as never }));
    expect(planned.map(scheduleOf)).toEqual(SCHEDULES.map(({ name }) => name));
  });
});
