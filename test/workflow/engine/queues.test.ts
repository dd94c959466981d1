import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../../infra/local/emulator/errors.ts';
import type { Json, JsonObject } from '../../../infra/local/emulator/json.ts';
import { EventSource } from '../../../infra/local/emulator/queues/event-source.ts';
import type { Message } from '../../../infra/local/emulator/queues/message.ts';
import { Queue } from '../../../infra/local/emulator/queues/queue.ts';
import { StateFailure } from '../../../infra/local/emulator/states/state-failure.ts';

const MINUTE = 60_000;
const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:orders';

let now: number;
let dead: Message[];
let queue: Queue;

beforeEach(() => {
  now = 0;
  dead = [];
  const definition = {
    name: 'orders',
    arn: QUEUE,
    visibilityMs: 6 * MINUTE,
    retentionMs: 60 * MINUTE,
    redrive: { deadLetterArn: 'arn:aws:sqs:eu-west-1:000000000000:dead', maxReceiveCount: 3 },
  };
  queue = new Queue(definition, (message) => dead.push(message));
});

type Records = { Records: { messageId: string; body: string; attributes: JsonObject }[] };

type Taking = { batchSize?: number; maxConcurrency?: number; reportsFailures?: boolean };

/** A source of the queue whose function answers what `take` gives for the bodies of a batch. */
function sourceOf(take: (batch: Records['Records']) => Json | Promise<Json>, more: Taking = {}): EventSource {
  const definition = {
    queueArn: QUEUE,
    functionNameOrArn: 'take',
    batchSize: 10,
    maxConcurrency: 2,
    reportsFailures: true,
    ...more,
  };
  const invoke = async (_: string, payload: Json) => take((payload as unknown as Records).Records);
  return new EventSource(definition, queue, { invoke }, () => now);
}

const send = (...bodies: readonly string[]) => {
  for (const body of bodies) queue.send(body, now);
};
const bodiesOf = (messages: readonly { body: string }[]) => messages.map(({ body }) => body);
const left = () => bodiesOf(queue.messages(now));
const failing = (batch: Records['Records'], ...bodies: readonly string[]) => ({
  batchItemFailures: batch
    .filter(({ body }) => bodies.includes(body))
    .map(({ messageId }) => ({ itemIdentifier: messageId })),
});

describe('a queue', () => {
  it('hides what was received until its time is over', () => {
    send('a', 'b');
    expect(bodiesOf(queue.receive(1, now))).toEqual(['a']);
    expect(bodiesOf(queue.receive(10, now))).toEqual(['b']);
    expect(queue.receive(10, 6 * MINUTE - 1)).toEqual([]);
    expect(queue.nextVisibleAt).toBe(6 * MINUTE);
    expect(bodiesOf(queue.receive(10, 6 * MINUTE))).toEqual(['a', 'b']);
  });

  it('gives up a message that was received as often as it may be, and keeps since when it waits', () => {
    send('a');
    for (now = 0; now < 18 * MINUTE; now += 6 * MINUTE) expect(queue.receive(10, now)).toHaveLength(1);
    expect(dead).toEqual([]);
    expect(queue.receive(10, now)).toEqual([]);
    expect(dead).toMatchObject([{ body: 'a', sentAt: 0, receiveCount: 3 }]);
    expect(left()).toEqual([]);
  });

  it('drops what is too old', () => {
    send('a');
    now = 60 * MINUTE - 1;
    expect(left()).toEqual(['a']);
    now = 60 * MINUTE;
    expect(left()).toEqual([]);
  });
});

describe('a function that takes from a queue', () => {
  it('gets batches, oldest first, and the queue is empty when it has answered', async () => {
    const batches: string[][] = [];
    send('a', 'b', 'c');
    await sourceOf(
      (batch) => {
        batches.push(bodiesOf(batch));
        return null;
      },
      { batchSize: 2 },
    ).drain();
    expect(batches).toEqual([['a', 'b'], ['c']]);
    expect(left()).toEqual([]);
  });

  it('runs as often at the same time as it may, and no more', async () => {
    let running = 0;
    let most = 0;
    send(...'abcdefgh');
    const source = sourceOf(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await nextTurn();
        running -= 1;
        return null;
      },
      { batchSize: 1, maxConcurrency: 3 },
    );
    await Promise.all([source.drain(), source.drain()]);
    expect(most).toBe(3);
    expect(left()).toEqual([]);
  });

  it('is handed what is sent while it runs, too', async () => {
    const taken: string[] = [];
    send('a');
    await sourceOf((batch) => {
      taken.push(...bodiesOf(batch));
      if (taken.length < 3) send(`${taken.length}`);
      return null;
    }).drain();
    expect(taken).toEqual(['a', '1', '2']);
  });

  it('gets back alone what it says it failed to take, and is told how often it got it', async () => {
    const counts: Json[] = [];
    send('a', 'poison', 'b');
    const source = sourceOf((batch) => {
      counts.push(...batch.map(({ attributes }) => attributes.ApproximateReceiveCount ?? null));
      return failing(batch, 'poison');
    });
    await source.drain();
    expect(left()).toEqual(['poison']);
    for (now = 6 * MINUTE; now <= 18 * MINUTE; now += 6 * MINUTE) await source.drain();
    expect(counts).toEqual(['1', '1', '1', '2', '3']);
    expect(bodiesOf(dead)).toEqual(['poison']);
  });

  it('gets back the whole batch if it fails', async () => {
    send('a', 'b');
    const broken = sourceOf(() => {
      throw new StateFailure('Broken', 'nothing works');
    });
    await broken.drain();
    expect(left()).toEqual(['a', 'b']);
    await broken.drain();
    expect(queue.nextVisibleAt).toBe(6 * MINUTE);
  });

  it.each<[string, (batch: Records['Records']) => Json]>([
    ['an id that is not in the batch', () => ({ batchItemFailures: [{ itemIdentifier: 'nobody' }] })],
    ['an empty id', () => ({ batchItemFailures: [{ itemIdentifier: '' }] })],
    ['an id under another name', ([first]) => ({ batchItemFailures: [{ id: first?.messageId ?? '' }] })],
    ['a list that is none', () => ({ batchItemFailures: 'all' })],
    ['text', () => 'done'],
  ])('gets back the whole batch if it answers %s', async (_, answer) => {
    send('a', 'b');
    await sourceOf(answer).drain();
    expect(left()).toEqual(['a', 'b']);
  });

  it.each<Json>([null, {}, { batchItemFailures: null }, { batchItemFailures: [] }])(
    'has taken all if it answers %j',
    async (answer) => {
      send('a', 'b');
      await sourceOf(() => answer).drain();
      expect(left()).toEqual([]);
    },
  );

  it('has taken all, whatever it answers, if its answer is not asked for', async () => {
    send('a');
    await sourceOf((batch) => failing(batch, 'a'), { reportsFailures: false }).drain();
    expect(left()).toEqual([]);
  });

  it('makes a fault of the emulator known', async () => {
    send('a');
    const source = sourceOf(() => {
      throw new UnsupportedError('take', 'no such function');
    });
    await expect(source.drain()).rejects.toThrow(UnsupportedError);
  });
});
