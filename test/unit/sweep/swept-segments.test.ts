import { expect, it } from 'vitest';
import { completedSegments, NO_TOTALS } from '../../../shared/sweep/run.ts';

it('a lost segment does not count as swept, whether it is missing from the results or there with its error', () => {
  const swept = { run: {}, totals: { ...NO_TOTALS, examined: 3 } };
  const lost = { ExecutionArn: 'arn:aws:states:eu-west-1:1:execution:grace-expiry/segments:x', Status: 'FAILED' };
  expect(completedSegments([swept, lost, null])).toEqual([
    { totals: { ...NO_TOTALS, examined: 3 }, closedUntil: null },
  ]);
});
