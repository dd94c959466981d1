import { beforeEach, describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../../../infra/local/emulator/errors.ts';
import { parsePattern } from '../../../../infra/local/emulator/events/pattern.ts';
import type { Json, JsonObject } from '../../../../infra/local/emulator/json.ts';
import { StateFailure } from '../../../../infra/local/emulator/states/state-failure.ts';
import type { StreamSourceDefinition } from '../../../../infra/local/emulator/streams/read-stream-sources.ts';
import type { StreamRecord } from '../../../../infra/local/emulator/streams/stream-record.ts';
import { StreamSource } from '../../../../infra/local/emulator/streams/stream-source.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const STREAM = 'arn:aws:dynamodb:eu-west-1:000000000000:table/T/stream/2000-01-01T00:00:00.000';
const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:dead';
const BROKEN = new StateFailure('Broken', 'nothing works');

let now: number;
let batches: string[][];
let dead: { arn: string; message: JsonObject }[];

beforeEach(() => {
  now = Date.parse('2027-01-01T12:00:00Z');
  batches = [];
  dead = [];
});

/** A source whose function answers what `take` gives for the names of a batch, or throws. */
function sourceOf(take: (names: string[]) => Json | Promise<Json>, more: Partial<StreamSourceDefinition> = {}) {
  const definition: StreamSourceDefinition = {
    streamArn: STREAM,
    functionNameOrArn: 'take',
    batchSize: 10,
    retryAttempts: Number.POSITIVE_INFINITY,
    maxAgeMs: 24 * HOUR,
    bisects: false,
    reportsFailures: true,
    onFailure: QUEUE,
    accepts: () => true,
    ...more,
  };
  const invoke = async (_: string, payload: Json) => {
    const { Records } = payload as unknown as { Records: { name: string }[] };
    const names = Records.map(({ name }) => name);
    batches.push(names);
    return take(names);
  };
  const send = (arn: string, body: string) => void dead.push({ arn, message: JSON.parse(body) });
  return new StreamSource(definition, { functions: { invoke }, send, now: () => now });
}

/** Records of which the sequence number is the name. */
const recordsOf = (names: string): StreamRecord[] =>
  [...names].map((name) => ({ sequenceNumber: name, at: now, json: { name } }));
const failing = (...names: readonly string[]) => ({
  batchItemFailures: names.map((itemIdentifier) => ({ itemIdentifier })),
});
const broken = () => {
  throw BROKEN;
};
/** Tries again until nothing is left, as time passes. @returns the seconds at which it was tried */
async function passTime(source: StreamSource): Promise<number[]> {
  const begin = now;
  const tried: number[] = [];
  await source.drain();
  for (let next = source.nextAt; next !== undefined; next = source.nextAt) {
    now = next;
    tried.push((next - begin) / SECOND);
    await source.drain();
  }
  return tried;
}
const infoOf = ({ message }: { message: JsonObject }) => message.DDBStreamBatchInfo;

describe('a function that takes from a stream', () => {
  it('gets batches in the order of the stream, one at a time', async () => {
    let running = 0;
    const source = sourceOf(
      async () => {
        running += 1;
        await Promise.resolve();
        expect(running).toBe(1);
        running -= 1;
        return null;
      },
      { batchSize: 2 },
    );
    source.take(recordsOf('abc'));
    await Promise.all([source.drain(), source.drain()]);
    expect(batches).toEqual([['a', 'b'], ['c']]);
    expect(source.nextAt).toBeUndefined();
  });

  it('gets as many records as a call may carry', async () => {
    const source = sourceOf(() => null);
    const text = 'x'.repeat(400 * 1024);
    source.take([...'abcdefghijklmnop'].map((name) => ({ sequenceNumber: name, at: now, json: { name, text } })));
    await source.drain();
    expect(batches.map(({ length }) => length)).toEqual([10, 6]);
    batches = [];
    const large = sourceOf(() => null, { batchSize: 100 });
    large.take([...'abcdefghijklmnop'].map((name) => ({ sequenceNumber: name, at: now, json: { name, text } })));
    await large.drain();
    expect(batches.map(({ length }) => length)).toEqual([15, 1]);
  });

  it('is handed what is written while it runs, too', async () => {
    const source = sourceOf((names) => {
      if (names.includes('a')) source.take(recordsOf('b'));
      return null;
    });
    source.take(recordsOf('a'));
    await source.drain();
    expect(batches).toEqual([['a'], ['b']]);
  });

  it('gets only what a filter accepts', async () => {
    const accepts = parsePattern({ name: [{ prefix: 'b' }] }, 'tried');
    const source = sourceOf(() => null, { accepts });
    source.take(recordsOf('abc'));
    await source.drain();
    expect(batches).toEqual([['b']]);
  });

  it('keeps all later records waiting for a batch that fails, which it gets again later and later', async () => {
    let failures = 8;
    const source = sourceOf(() => (failures-- > 0 ? broken() : null), { batchSize: 1 });
    source.take(recordsOf('ab'));
    await source.drain();
    expect(batches).toEqual([['a']]);
    await source.drain();
    expect(batches).toEqual([['a']]);
    expect(await passTime(source)).toEqual([1, 3, 7, 15, 31, 63, 123, 183]);
    expect(batches.slice(-2)).toEqual([['a'], ['b']]);
    expect(dead).toEqual([]);
  });

  it('is not asked again after its attempts; the destination is told where the records are, and the next follow', async () => {
    const source = sourceOf((names) => (names.includes('b') ? broken() : null), { retryAttempts: 2, batchSize: 2 });
    source.take(recordsOf('abc'));
    await passTime(source);
    expect(batches).toEqual([['a', 'b'], ['a', 'b'], ['a', 'b'], ['c']]);
    expect(dead).toEqual([
      {
        arn: QUEUE,
        message: {
          requestContext: {
            requestId: expect.any(String),
            functionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:take',
            condition: 'RetryAttemptsExhausted',
            approximateInvokeCount: 3,
          },
          responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
          version: '1.0',
          timestamp: '2027-01-01T12:00:03.000Z',
          DDBStreamBatchInfo: {
            shardId: expect.stringMatching(/^shardId-/),
            startSequenceNumber: 'a',
            endSequenceNumber: 'b',
            approximateArrivalOfFirstRecord: '2027-01-01T12:00:00Z',
            approximateArrivalOfLastRecord: '2027-01-01T12:00:00Z',
            batchSize: 2,
            streamArn: STREAM,
          },
        },
      },
    ]);
  });

  it('is not asked again once the records are too old', async () => {
    const source = sourceOf(broken, { maxAgeMs: 60 * SECOND });
    source.take(recordsOf('a'));
    expect(await passTime(source)).toEqual([1, 3, 7, 15, 31]);
    expect(dead).toMatchObject([{ message: { requestContext: { condition: 'RecordAgeExceeded' } } }]);
  });

  it('loses what it fails to take without a destination', async () => {
    const source = sourceOf(broken, { retryAttempts: 0, onFailure: null });
    source.take(recordsOf('a'));
    expect(await passTime(source)).toEqual([]);
    expect([batches, dead]).toEqual([[['a']], []]);
  });

  it('goes on from the first record that it says it failed to take', async () => {
    const source = sourceOf((names) => (names.includes('b') ? failing('c', 'b') : null), { retryAttempts: 1 });
    source.take(recordsOf('abcd'));
    await passTime(source);
    expect(batches).toEqual([
      ['a', 'b', 'c', 'd'],
      ['b', 'c', 'd'],
    ]);
    expect(dead.map(infoOf)).toMatchObject([{ startSequenceNumber: 'b', endSequenceNumber: 'd', batchSize: 3 }]);
    expect(dead[0]?.message.responseContext).toEqual({ statusCode: 200, executedVersion: '$LATEST' });
  });

  it('is asked about halves of a batch that fails, as far as it may be divided, and no attempt is counted', async () => {
    const source = sourceOf((names) => (names.includes('c') ? broken() : null), { bisects: true, retryAttempts: 1 });
    source.take(recordsOf('abcde'));
    expect(await passTime(source)).toEqual([1]);
    expect(batches).toEqual([['a', 'b', 'c', 'd', 'e'], ['a', 'b', 'c'], ['a', 'b'], ['c'], ['c'], ['d', 'e']]);
    expect(dead.map(infoOf)).toMatchObject([{ startSequenceNumber: 'c', batchSize: 1 }]);
    expect(dead).toMatchObject([{ message: { requestContext: { approximateInvokeCount: 4 } } }]);
  });

  it('divides a batch where it says that it failed, if it may', async () => {
    const source = sourceOf((names) => (names.includes('c') ? failing('c') : null), {
      bisects: true,
      retryAttempts: 0,
    });
    source.take(recordsOf('abcde'));
    expect(await passTime(source)).toEqual([]);
    expect(batches).toEqual([['a', 'b', 'c', 'd', 'e'], ['c', 'd', 'e'], ['c', 'd'], ['c'], ['d'], ['e']]);
    expect(dead.map(infoOf)).toMatchObject([{ startSequenceNumber: 'c', batchSize: 1 }]);
  });

  it.each<[string, Json]>([
    ['an id that is not in the batch', failing('nobody')],
    ['an empty id', failing('')],
    ['an id under another name', { batchItemFailures: [{ id: 'a' }] }],
    ['text', 'done'],
  ])('has failed if it answers %s', async (_, answer) => {
    const source = sourceOf(() => answer, { retryAttempts: 0 });
    source.take(recordsOf('ab'));
    await source.drain();
    expect(dead.map(infoOf)).toMatchObject([{ batchSize: 2 }]);
  });

  it.each<Json>([null, {}, { batchItemFailures: null }, { batchItemFailures: [] }])(
    'has taken all if it answers %j',
    async (answer) => {
      const source = sourceOf(() => answer);
      source.take(recordsOf('ab'));
      await source.drain();
      expect(source.nextAt).toBeUndefined();
    },
  );

  it('has taken all, whatever it answers, if its answer is not asked for', async () => {
    const source = sourceOf(() => failing('a'), { reportsFailures: false });
    source.take(recordsOf('a'));
    await source.drain();
    expect(source.nextAt).toBeUndefined();
  });

  it('makes a fault of the emulator known', async () => {
    const source = sourceOf(() => {
      throw new UnsupportedError('take', 'no such function');
    });
    source.take(recordsOf('a'));
    await expect(source.drain()).rejects.toThrow(UnsupportedError);
  });
});
