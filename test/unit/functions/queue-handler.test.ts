import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { InvalidInput } from '../../../shared/errors.ts';
import { queueHandler } from '../../../shared/lambda/queue-handler.ts';
import { context } from '../../fuzz/support/context.ts';

const taken: string[] = [];
const handler = queueHandler(z.object({ name: z.string() }), async ({ name }) => {
  if (name === 'broken') throw new Error('nothing works');
  if (name === 'odd') throw 'no error at all';
  taken.push(name);
});
const batch = (...bodies: readonly string[]) => ({
  Records: bodies.map((body, index) => ({ messageId: `m-${index + 1}`, body })),
});
const named = (name: string) => JSON.stringify({ name });
const failed = (...ids: readonly string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

beforeEach(() => {
  taken.length = 0;
});

describe('a batch of messages', () => {
  it('is done one after the other, and nothing returns to the queue', async () => {
    expect(await handler(batch(named('a'), named('b')), context)).toEqual(failed());
    expect(taken).toEqual(['a', 'b']);
  });

  it.each([
    ['fails', named('broken')],
    ['fails with what is no error', named('odd')],
    ['is no JSON', '{"name":'],
    ['is not what the function takes', '{"name":7}'],
    ['is empty', ''],
  ])('loses none to one that %s: that one returns to the queue, alone', async (_, body) => {
    expect(await handler(batch(named('a'), body, named('b')), context)).toEqual(failed('m-2'));
    expect(taken).toEqual(['a', 'b']);
  });

  it('returns as a whole if each of it fails', async () => {
    expect(await handler(batch('x', named('broken')), context)).toEqual(failed('m-1', 'm-2'));
  });
});

it.each([{}, { Records: [] }, { Records: [{ messageId: '', body: '{}' }] }, { name: 'a' }, null])(
  '%j is refused: it is no batch of a queue',
  async (event) => {
    await expect(handler(event, context)).rejects.toThrow(InvalidInput);
    expect(taken).toEqual([]);
  },
);
