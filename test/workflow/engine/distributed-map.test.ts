import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../infra/local/emulator/json.ts';
import { callOf, failing, mapOf, only, runMachine } from './machines.ts';

const ITEMS = { items: [1, 2, 3, 4] };
const failOn =
  (...items: readonly number[]) =>
  (item: Json): Json =>
    items.includes(Number(item)) ? failing('Broken', 'cause') : { item };

describe('a distributed map', () => {
  it('returns the outputs in the order of the items', async () => {
    const child = async (item: Json): Promise<Json> => {
      await delay(5 * (4 - Number(item)));
      return { item };
    };
    const execution = await runMachine(mapOf(), ITEMS, { child });
    expect(execution.output).toEqual([{ item: 1 }, { item: 2 }, { item: 3 }, { item: 4 }]);
  });

  it('makes each child its input', async () => {
    const ItemSelector = {
      'run.$': '$.run',
      'item.$': '$$.Map.Item.Value.name',
      'index.$': '$$.Map.Item.Index',
      'of.$': '$$.Execution.Name',
      cursor: null,
    };
    const input = { run: 'r', items: [{ name: 'a' }, { name: 'b' }] };
    const execution = await runMachine(mapOf({ ItemSelector }), input, { child: (payload) => payload });
    expect(execution.output).toEqual([
      { run: 'r', item: 'a', index: 0, of: 'run-1', cursor: null },
      { run: 'r', item: 'b', index: 1, of: 'run-1', cursor: null },
    ]);
  });

  it('runs at most the allowed number of children at once', async () => {
    let running = 0;
    let most = 0;
    const child = async (): Promise<Json> => {
      most = Math.max(most, ++running);
      await delay(5);
      running -= 1;
      return null;
    };
    await runMachine(mapOf({ MaxConcurrency: 2 }), ITEMS, { child });
    expect(most).toBe(2);
  });

  it('returns nothing for no items', async () => {
    expect(await runMachine(mapOf(), { items: [] })).toMatchObject({ status: 'SUCCEEDED', output: [] });
  });

  it('fails if its items are no list', async () => {
    expect(await runMachine(mapOf(), { items: 'a' })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});

describe('a child that fails', () => {
  it.each<[JsonObject, number[]]>([
    [{ ToleratedFailurePercentage: 100 }, [1, 2, 3, 4]],
    [{ ToleratedFailurePercentage: 100 }, [2]],
    [{ ToleratedFailurePercentage: 50 }, [2, 3]],
    [{ ToleratedFailureCount: 1 }, [2]],
  ])('is left out of the results under %j when %j fail', async (tolerance, broken) => {
    const execution = await runMachine(mapOf(tolerance), ITEMS, { child: failOn(...broken) });
    const left = ITEMS.items.filter((item) => !broken.includes(item)).map((item) => ({ item }));
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: left });
  });

  it.each<[JsonObject, number[]]>([
    [{}, [2]],
    [{ ToleratedFailurePercentage: 50 }, [2, 3, 4]],
    [{ ToleratedFailurePercentage: 0 }, [2]],
    [{ ToleratedFailureCount: 1 }, [2, 3]],
    [{ ToleratedFailureCount: 1, ToleratedFailurePercentage: 100 }, [2, 3]],
  ])('fails the map under %j when %j fail', async (tolerance, broken) => {
    const execution = await runMachine(mapOf(tolerance), ITEMS, { child: failOn(...broken) });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
  });

  it('keeps later children from starting once the failures are not tolerated', async () => {
    const started: Json[] = [];
    const child = (item: Json): Json => {
      started.push(item);
      return item === 2 ? failing('Broken', 'cause') : item;
    };
    await runMachine(mapOf({ MaxConcurrency: 1 }), ITEMS, { child });
    expect(started).toEqual([1, 2]);
  });

  it('is retried by its own states first', async () => {
    const calls = new Map<Json, number>();
    const child = (item: Json): Json => {
      calls.set(item, (calls.get(item) ?? 0) + 1);
      return item === 2 && calls.get(item) === 1 ? failing('Broken', 'once') : item;
    };
    const Retry = [{ ErrorEquals: ['States.ALL'] }];
    const execution = await runMachine(mapOf({}, only(callOf('child', { Retry, End: true }))), ITEMS, { child });
    expect(execution.output).toEqual([1, 2, 3, 4]);
  });

  it('is caught as a failure of the map', async () => {
    const map = mapOf({ Catch: [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], Next: 'Caught' }] });
    const definition = { ...map, States: { ...(map.States as JsonObject), Caught: { Type: 'Succeed' } } };
    const execution = await runMachine(definition, ITEMS, { child: failOn(2) });
    expect(execution).toMatchObject({
      status: 'SUCCEEDED',
      output: { Error: 'States.ExceedToleratedFailureThreshold' },
    });
  });
});

describe('the clock of a map', () => {
  it('starts children at its own time and takes as long as the longest', async () => {
    const wait = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 120, End: true } } };
    const execution = await runMachine(mapOf({}, wait), ITEMS);
    expect(execution.stoppedAt).toBe('2027-01-01T08:02:00.000Z');
  });
});
