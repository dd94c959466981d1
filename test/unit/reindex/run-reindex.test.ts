import { describe, expect, it } from 'vitest';
import {
  type ReindexResult,
  type ReindexState,
  reindexState,
  runReindex,
} from '../../../shared/workflows/reindex/run-reindex.ts';
import { releasedItems, type StoredItem } from '../../fixtures/stored-shapes.ts';
import { TestTable } from './tables.ts';

/** Time passes as it is waited for, and `perPage` milliseconds a look at the clock. */
function timeOf(perLook = 0) {
  let now = 0;
  const waits: number[] = [];
  const clock = () => {
    now += perLook;
    return now;
  };
  const wait = async (milliseconds: number) => {
    waits.push(milliseconds);
    now += milliseconds;
  };
  return { clock, wait, waits, now: () => now };
}

const begin = (input: unknown = {}): ReindexState => ({
  input,
  execution: 'reindex-1',
  startedAt: '2027-03-02T08:00:00Z',
  progress: null,
});

/** As the state machine calls it: what a call puts out is the input of the next one, as JSON. */
async function runToEnd(
  table: TestTable,
  input: unknown = {},
  { store = table.store(), time = timeOf() } = {},
): Promise<ReindexResult> {
  for (let state = begin(input); ; ) {
    const result = await runReindex(state, { store, ...time });
    if (!result.valid || result.done) return result;
    state = reindexState.parse(JSON.parse(JSON.stringify(result)));
  }
}

const isMembership = ({ sk }: StoredItem) => sk.startsWith('MEMBERSHIP#');
const byKey = (a: StoredItem, b: StoredItem) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1);

/** As an earlier release left it: elsewhere in the index, and under an attribute that is written no more. */
const misplaced = (item: StoredItem): StoredItem => ({
  ...item,
  ...(item.dueWork !== undefined && { dueWork: 'renewal-notices#77' }),
  formerly: true,
});

describe('reindex', () => {
  it('leaves alone what is as it would be written: of every kind and released shape', async () => {
    const table = new TestTable(releasedItems());
    await runToEnd(table);
    const [before, { puts }] = [table.items(), table];
    const { output } = await runToEnd(table);
    expect(output).toMatchObject({ read: before.length, rewritten: 0, alreadyRight: before.length, newer: 0 });
    expect([table.items(), table.puts]).toEqual([before, puts]);
  });

  it('writes what is elsewhere in an index where it belongs, and nothing else of it', async () => {
    const right = new TestTable(releasedItems());
    await runToEnd(right);
    const table = new TestTable(right.items().map(misplaced));
    const { output, incomplete } = await runToEnd(table);
    const count = right.items().length;
    expect({ output, incomplete }).toEqual({
      output: {
        runId: 'reindex-1',
        dryRun: false,
        read: count,
        rewritten: count,
        alreadyRight: 0,
        newer: 0,
        unreadable: 0,
        unreadableKeys: [],
      },
      incomplete: false,
    });
    const expected = right.items().map((item) => ({ ...item, version: Number(item.version) + 1 }));
    expect(table.items().sort(byKey)).toEqual(expected.sort(byKey));
  });

  it('makes other notice stages count at once: without it they count from the next write on', async () => {
    const table = new TestTable(releasedItems().filter(isMembership));
    await runToEnd(table);
    const dueOn = () => table.items().flatMap((item) => (item.dueOn ? [String(item.dueOn).slice(0, 10)] : []));
    const before = dueOn();
    const { output } = await runToEnd(table, {}, { store: table.store([-45, 30]) });
    expect(output?.rewritten).toBeGreaterThan(0);
    expect(dueOn()).not.toEqual(before);
  });

  it('lets what is set aside be set aside, where it is written anew for another reason', async () => {
    const [membership] = releasedItems().filter(isMembership);
    const aside = { dueWork: 'set-aside#renewal-notices', dueOn: '2027-03-09#P-1#M-1' };
    const table = new TestTable([{ ...(membership as StoredItem), ...aside, formerly: true }]);
    expect((await runToEnd(table)).output).toMatchObject({ rewritten: 1 });
    expect(table.items()[0]).toMatchObject(aside);
    expect((await runToEnd(table)).output).toMatchObject({ rewritten: 0, alreadyRight: 1 });
  });

  it('writes nothing in a dry run, and counts what it would', async () => {
    const table = new TestTable(releasedItems().map(misplaced));
    const before = table.items();
    expect((await runToEnd(table, { dryRun: true })).output).toMatchObject({ dryRun: true, rewritten: before.length });
    expect(table.items()).toEqual(before);
  });

  it('does not touch what newer code has written: a newer shape, a kind that this code does not know', async () => {
    const slots = { pk: 'SENDING', sk: 'SLOTS', version: 1, shape: 2, value: { other: true } };
    const unknown = { pk: 'PARTNER#P-1', sk: 'TREASURE#1', version: 1, shape: 1, value: {} };
    const table = new TestTable([slots, unknown]);
    const { output, incomplete } = await runToEnd(table);
    expect(output).toMatchObject({ read: 2, rewritten: 0, alreadyRight: 0, newer: 2, unreadable: 0 });
    expect(incomplete).toBe(false);
    expect(table.items()).toEqual([slots, unknown]);
  });

  it('fails in the end if an item matches no schema, names it, and has done all others', async () => {
    const corrupt = { pk: 'PARTNER#P-1', sk: 'PARTNER', version: 1, shape: 1, value: { partnerId: 'P-1' } };
    const table = new TestTable([...releasedItems().filter(isMembership).map(misplaced), corrupt]);
    const { incomplete, cause, output } = await runToEnd(table);
    expect(incomplete).toBe(true);
    expect(cause).toMatch(/^1 items cannot be read and stay as they are: PARTNER#P-1 PARTNER; the others are done: /);
    expect(output).toMatchObject({ unreadable: 1, unreadableKeys: ['PARTNER#P-1 PARTNER'], newer: 0 });
    expect(output?.rewritten).toBe(table.items().length - 1);
    expect(table.item(corrupt)).toEqual(corrupt);
  });

  it('tries an item again that a sweep writes at the same moment, over what that has written', async () => {
    const [first] = releasedItems().filter(isMembership).map(misplaced) as [StoredItem];
    const table = new TestTable([first]);
    const value = { ...(first.value as object), evaluateOn: '2027-09-09' };
    table.beforePut = () => {
      table.beforePut = () => {};
      table.put({ ...first, version: Number(first.version) + 1, value });
    };
    expect((await runToEnd(table)).output).toMatchObject({ rewritten: 1 });
    const item = table.items()[0];
    expect(item).toMatchObject({ version: Number(first.version) + 2, value });
    expect(item).not.toHaveProperty('formerly');
  });

  it('counts an item that somebody else has put right meanwhile as right', async () => {
    const right = new TestTable(releasedItems().filter(isMembership).slice(0, 1));
    await runToEnd(right);
    const [item] = right.items() as [StoredItem];
    const table = new TestTable([misplaced(item)]);
    table.beforePut = () => table.put({ ...item, version: Number(item.version) + 1 });
    expect((await runToEnd(table)).output).toMatchObject({ rewritten: 0, alreadyRight: 1 });
  });

  it.each([0, 1, 7, 20])('killed at write %d and started again, it does what is left and no more', async (at) => {
    const right = new TestTable(releasedItems());
    await runToEnd(right);
    const table = new TestTable(right.items().map(misplaced));
    table.beforePut = () => {
      if (table.puts >= at) throw new Error('killed');
    };
    await expect(runToEnd(table)).rejects.toThrow('killed');
    const done = table.puts;
    table.beforePut = () => {};
    const { output } = await runToEnd(table);
    expect(output).toMatchObject({ rewritten: right.items().length - done, alreadyRight: done });
    expect((await runToEnd(table)).output).toMatchObject({ rewritten: 0 });
  });

  it('goes on after each call where it stopped: a redriven execution reads nothing twice', async () => {
    const table = new TestTable(releasedItems());
    const time = timeOf(100_000);
    const { output } = await runToEnd(table, { itemsPerSecond: 10 }, { time });
    expect(output?.read).toBe(table.items().length);
  });

  it.each([1, 10, 25])('reads %d items a second at most', async (itemsPerSecond) => {
    const table = new TestTable(releasedItems());
    const time = timeOf();
    await runToEnd(table, { itemsPerSecond }, { time });
    const pages = Math.ceil(table.items().length / itemsPerSecond);
    expect(time.now()).toBeGreaterThanOrEqual((pages - 1) * 1_000);
    expect(Math.max(...time.waits)).toBeLessThanOrEqual(1_000);
  });

  it.each([
    [{ itemsPerSecond: 0 }, 'itemsPerSecond: got 0; allowed: a whole number from 1 to 10000'],
    [{ itemsPerSecond: 10_001 }, 'itemsPerSecond: got 10001; allowed: a whole number from 1 to 10000'],
    [{ dryRun: 'yes' }, 'dryRun: got "yes"; allowed: true or false'],
    [{ rate: 5 }, /^rate: got an unknown field \(5\); allowed: the fields itemsPerSecond, dryRun, reason$/],
  ])('refuses %j before anything is read', async (input, cause) => {
    const table = new TestTable([]);
    const result = await runToEnd(table, input);
    expect(result).toMatchObject({ valid: false, output: null, cause: expect.stringMatching(cause) });
    expect(table.reads).toBe(0);
  });
});
