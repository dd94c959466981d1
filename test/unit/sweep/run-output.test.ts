import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { isComplete } from '../../../shared/sweep/completed-runs.ts';
import { NO_TOTALS, type Run } from '../../../shared/sweep/run.ts';
import { incompleteCause, isIncomplete, runOutput } from '../../../shared/sweep/run-output.ts';

const RUN: Run = {
  runId: 'r-1',
  workflow: 'renewal-notices',
  asOf: civilDateOf('2027-08-02'),
  dryRun: false,
  isPartial: false,
  startedAt: '2027-08-02T08:00:00Z',
  reason: null,
  phase: null,
};
const swept = { totals: { ...NO_TOTALS, examined: 3, acted: 2 }, closedUntil: null };
const stopped = { totals: { ...NO_TOTALS, examined: 1, acted: 1 }, closedUntil: '2027-08-02T08:12:00.000Z' };
const earlier = { ...stopped, closedUntil: '2027-08-02T08:11:00.000Z' };

describe('a run of which every segment was swept', () => {
  it('adds up what was done, and is complete', () => {
    const output = runOutput(RUN, [swept, swept], 0, 'reports');
    expect(output).toEqual({
      ...{ runId: 'r-1', workflow: 'renewal-notices', asOf: '2027-08-02', dryRun: false },
      ...{ examined: 6, acted: 4, skipped: 0, failed: 0, uncertain: 0 },
      report: 's3://reports/runs/renewal-notices/2027-08-02/r-1/',
    });
    expect([isIncomplete(output), isComplete(RUN, output)]).toEqual([false, true]);
  });
});

describe('a run that stopped early, since the daily quota was used up', () => {
  const output = runOutput(RUN, [swept, stopped, earlier], 0, 'reports');

  it('is not complete, though nothing failed, and says until when nothing is sent', () => {
    expect(output).toMatchObject({ examined: 5, failed: 0, quotaUsedUpUntil: '2027-08-02T08:12:00.000Z' });
    expect([isIncomplete(output), isComplete(RUN, output)]).toEqual([true, false]);
    expect(incompleteCause(output, 0)).toBe(
      'stopped early: the daily quota of SES is used up, and nothing is sent until 2027-08-02T08:12:00.000Z; what is left stays due for the next run',
    );
  });

  it('names the failures, too', () => {
    expect(incompleteCause(runOutput(RUN, [stopped], 1, 'reports'), 1)).toMatch(
      /^stopped early: .+; what is left stays due for the next run\. 1 failed, 1 of them whole segments; they stay due/,
    );
  });
});
