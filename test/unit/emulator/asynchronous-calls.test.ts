/** Functions that are called for an event or a schedule: attempts, age, and where what is given up goes. */
import { describe, expect, it } from 'vitest';
import { AsynchronousCalls } from '../../../infra/local/emulator/functions/asynchronous-calls.ts';
import type { InvokeConfig } from '../../../infra/local/emulator/functions/read-invoke-configs.ts';
import type { JsonObject } from '../../../infra/local/emulator/json.ts';
import { StateFailure } from '../../../infra/local/emulator/states/state-failure.ts';

const ARN = 'arn:aws:lambda:eu-west-1:000000000000:function:check';
const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:dead';
const HOURS = 3_600_000;
const BROKEN = new StateFailure('Error', JSON.stringify({ errorType: 'Error', errorMessage: 'broken' }));

/** Calls a function that fails the first times. @returns how often it was called, and what its destination got */
async function called(config: Partial<InvokeConfig> | null, failures: number, failure: Error = BROKEN) {
  const sent: { arn: string; record: JsonObject }[] = [];
  let attempts = 0;
  const invoke = async () => {
    attempts += 1;
    if (attempts <= failures) throw failure;
    return null;
  };
  const defaults = { retryAttempts: 2, maxAgeMs: 6 * HOURS, onFailure: QUEUE };
  const calls = new AsynchronousCalls({
    functions: { invoke },
    configs: new Map(config === null ? [] : [[ARN, { ...defaults, ...config }]]),
    send: (arn, body) => sent.push({ arn, record: JSON.parse(body) }),
    now: () => '2027-01-01T10:00:00.000Z',
  });
  await calls.invoke('check', { day: 1 });
  return { attempts, sent };
}

describe('an asynchronous call', () => {
  it.each([
    [0, 1],
    [1, 2],
    [2, 3],
  ])('fails %i times and is made %i times, and nothing is left of it', async (failures, attempts) => {
    expect(await called({}, failures)).toEqual({ attempts, sent: [] });
  });

  it.each([
    [0, 1],
    [1, 2],
    [2, 3],
  ])('is tried again at most MaximumRetryAttempts times: %i', async (retryAttempts, attempts) => {
    const { attempts: made, sent } = await called({ retryAttempts }, 9);
    expect(made).toBe(attempts);
    expect(sent).toEqual([
      {
        arn: QUEUE,
        record: {
          version: '1.0',
          timestamp: '2027-01-01T10:00:00.000Z',
          requestContext: {
            requestId: expect.any(String),
            functionArn: `${ARN}:$LATEST`,
            condition: 'RetriesExhausted',
            approximateInvokeCount: attempts,
          },
          requestPayload: { day: 1 },
          responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
          responsePayload: { errorType: 'Error', errorMessage: 'broken' },
        },
      },
    ]);
  });

  it.each([
    // The second attempt is a minute after the first, the third two minutes after that.
    [60_000, 2],
    [179_000, 2],
    [180_000, 3],
  ])('is not tried again once it is older than MaximumEventAgeInSeconds: %i ms', async (maxAgeMs, attempts) => {
    const { attempts: made, sent } = await called({ maxAgeMs }, 9);
    expect(made).toBe(attempts);
    const condition = attempts === 3 ? 'RetriesExhausted' : 'EventAgeExceeded';
    expect(sent).toMatchObject([{ record: { requestContext: { condition } } }]);
  });

  it('is made three times and discarded without a configuration', async () => {
    expect(await called(null, 9)).toEqual({ attempts: 3, sent: [] });
  });

  it('says of a process that was stopped what there is to say', async () => {
    const { sent } = await called({}, 9, new StateFailure('Lambda.Unknown', 'stopped'));
    expect(sent).toMatchObject([{ record: { responsePayload: { errorMessage: 'stopped' } } }]);
  });

  it('is ended by an error of the emulator', async () => {
    await expect(called({}, 9, new Error('no such function'))).rejects.toThrow('no such function');
  });
});
