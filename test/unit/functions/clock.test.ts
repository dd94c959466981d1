import { afterEach, describe, expect, it, vi } from 'vitest';
import { clockOf, wallClock } from '../../../shared/lambda/clock.ts';
import { pageHandler } from '../../../shared/sweep/page-handler.ts';
import { NOTHING_DONE, type Sweep } from '../../../shared/sweep/sweep.ts';
import { config } from '../rules/support.ts';

const ENTERED = '2027-08-02T08:00:00.000Z';
const CALLED = '2027-08-02T08:10:00.000Z';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('the clock of a function', () => {
  it('is the machine’s, and never before the instant of the call', () => {
    const clock = wallClock(() => Date.parse(CALLED));
    expect(clock(ENTERED)).toBe(CALLED);
    expect(clock('2027-08-02T08:10:00.001Z')).toBe('2027-08-02T08:10:00.001Z');
  });

  it('stands still where time is virtual', () => {
    expect(clockOf({ VIRTUAL_TIME: 'true' })(ENTERED)).toBe(ENTERED);
  });
});

describe('the pages of a sweep', () => {
  /** The instants with which items are acted on. */
  async function instants(): Promise<string[]> {
    const seen: string[] = [];
    const sweep = {
      ...{ workflow: 'renewal-notices', policy: config(), reports: { bucket: 'r', put: async () => {} } },
      ...{
        keysOf: async () => [{ pk: 'p', sk: 's' }],
        read: async () => ['item'],
        keyOf: () => ({ pk: 'p', sk: 's' }),
      },
      act: async (_: string, { settling }: { settling: { now: string } }) => {
        seen.push(settling.now);
        return NOTHING_DONE;
      },
    } as unknown as Sweep<string>;
    const run = { runId: 'r', workflow: 'renewal-notices', asOf: '2027-08-02', dryRun: false, isPartial: true };
    const state = {
      run: { ...run, startedAt: ENTERED, reason: null, phase: null },
      segment: { index: 0, shards: [], partnerIds: ['P-1'] },
      ...{ mode: 'sweep', page: 0, cursor: null, totals: null, settleBefore: null },
    };
    await pageHandler(sweep)({ state, now: ENTERED }, { functionName: 'f', awsRequestId: 'r' } as never);
    return seen;
  }

  it('act with the instant of the call that is carried out, not of the first attempt', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(Date.parse(CALLED));
    expect(await instants()).toEqual([CALLED]);
  });

  it('act with the instant that they are given where time is virtual', async () => {
    vi.stubEnv('VIRTUAL_TIME', 'true');
    expect(await instants()).toEqual([ENTERED]);
  });
});
