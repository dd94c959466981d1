/** The merge of two partners, stopped at every call and begun again, and with others at every call (R-MRG-3). */
import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { CONFIRMATION } from '../../../shared/domain/memberships/membership.ts';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { type MergeResult, runMerge } from '../../../shared/workflows/merge/run-merge.ts';
import { MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
import { config as configOf } from '../../unit/rules/support.ts';
import { inOrder } from '../support/memory-program.ts';
import { storeMergeProgram } from '../support/merge-program.ts';
import { NEVER, Tripwire, WatchedTable } from '../support/tripwire.ts';

const config = configOf();
const DAY = '2027-03-10';

async function program(interrupted = true) {
  const memory = new MemoryDynamoDb();
  const table = new Table(
    memory.client(async (_, perform) => perform()),
    'memory',
  );
  const store = openStore(table, config);
  await storeMergeProgram(store, interrupted);
  return { memory, table, store };
}
type Program = Awaited<ReturnType<typeof program>>;

const PAIR = { into: 'P-1', from: 'P-2' };

/** One execution, as its machine runs it. @returns its last state */
async function merge(setup: Program, name: string, wire = NEVER, input: object = PAIR): Promise<MergeResult> {
  const store = openStore(new WatchedTable(setup.table, wire), config);
  const deps = { store, config, reports: { bucket: 'r', put: async () => {} } };
  let now = Date.parse(`${DAY}T08:00:00Z`);
  let state: MergeResult | { input: object; execution: string; startedAt: string; progress: null } = {
    input,
    execution: name,
    startedAt: `${DAY}T08:00:00Z`,
    progress: null,
  };
  for (let steps = 0; steps < 50; steps += 1) {
    const { input: given, execution, startedAt, progress } = state;
    const call = { state: { input: given, execution, startedAt, progress }, now: new Date(now).toISOString() };
    const result = await runMerge(call, deps);
    if (result.done) return result;
    if (result.wait) now += 150_000;
    state = result;
  }
  throw new Error('no end');
}

/** What is stored, without who wrote it, how often, and in how many attempts. */
const INCIDENTAL = /"(version|mergeId|runId|at)":("[^"]*"|\{"N":"\d+"\}|\{"S":"[^"]*"\})/g;
const stored = ({ memory }: Program): string[] =>
  memory
    .dump()
    .filter((item) => !item.includes('COMMAND#'))
    .map((item) => inOrder(item).replaceAll(INCIDENTAL, ''));

const stop = async (): Promise<void> => {
  throw new Error('stopped');
};

async function cleanly(interrupted = true) {
  const setup = await program(interrupted);
  const watched = new Tripwire(-1, 'before', async () => {});
  const { output } = await merge(setup, 'once', watched);
  expect(output).toMatchObject({ outcome: 'done', repeated: false });
  return { end: stored(setup), calls: watched.calls, setup };
}

describe('a merge (R-MRG-3)', () => {
  it('completes what commands had left unfinished before it moves it (R-REN-2, R-MEM-5)', async () => {
    const { setup } = await cleanly();
    const memberships = await setup.store.memberships.getAll(
      ['A-1', 'A-2', 'S-2', 'S-2.P-2', 'G-2'].map((membershipId) => ({ partnerId: 'P-1', membershipId })),
    );
    expect(memberships.map(({ value }) => `${value.membershipId} ${value.status.name}`).sort()).toEqual([
      'A-1 active',
      'A-2 active',
      'G-2 active',
      'S-2 expired',
      'S-2.P-2 superseded',
    ]);
    expect(memberships.find(({ value }) => value.membershipId === 'G-2')?.value.origin).toMatchObject({
      from: 'S-2.P-2',
    });
    expect(memberships.every(({ value }) => value.closing === null && value.successor === null)).toBe(true);
    expect(await setup.store.cycles.get({ partnerId: 'P-2', membershipId: 'A-2', cycle: 1 })).not.toBeNull();
  });

  it.each(['before', 'after'] as const)(
    'ends in the same state if it is stopped %s any call and started again',
    async (when) => {
      const { end, calls } = await cleanly();
      expect(calls).toBeGreaterThan(50);
      for (let at = 1; at <= calls; at += 1) {
        const setup = await program();
        await merge(setup, 'stopped', new Tripwire(at, when, stop)).catch(() => undefined);
        const { output } = await merge(setup, 'again');
        expect(output, `stopped ${when} call ${at}`).toMatchObject({ outcome: 'done' });
        expect(stored(setup), `stopped ${when} call ${at}`).toEqual(end);
      }
    },
  );

  it('ends in the same state if another execution of the same merge runs in between', async () => {
    // Without the interrupted upgrade: finishing it twice makes the next KPI refresh look at the old partner once more,
    // in vain.
    const { end, calls } = await cleanly(false);
    for (let at = 1; at <= calls; at += 1) {
      const setup = await program(false);
      const wire = new Tripwire(at, 'before', async () => void (await merge(setup, 'other')));
      const { output } = await merge(setup, 'first', wire);
      expect(output, `at call ${at}`).toMatchObject({ outcome: 'done' });
      expect(stored(setup), `at call ${at}`).toEqual(end);
    }
  });

  it('is done at most once if the reverse merge runs at the same time, and no partner stays in a merge', async () => {
    const { calls } = await cleanly();
    for (let at = 1; at <= calls; at += 1) {
      const setup = await program();
      const ends: unknown[] = [];
      const other = async () =>
        void ends.push((await merge(setup, 'other', NEVER, { into: 'P-2', from: 'P-1' })).output?.outcome);
      ends.push((await merge(setup, 'first', new Tripwire(at, 'before', other))).output?.outcome);
      expect(ends.filter((outcome) => outcome === 'done').length, `at call ${at}: ${ends}`).toBeLessThanOrEqual(1);
      const partners = await setup.store.partners.getAll([{ partnerId: 'P-1' }, { partnerId: 'P-2' }]);
      expect(
        partners.map(({ value }) => value.merge),
        `at call ${at}`,
      ).toEqual([null, null]);
    }
  });

  it.each(['LISTING', 'SKILLS', 'KPI'])(
    'is refused before it begins if %s of one partner cannot be read',
    async (sk) => {
      const setup = await program();
      await setup.table.put({ pk: 'PARTNER#P-1', sk, version: 1, shape: 1, value: {} }, { absent: true });
      const { output } = await merge(setup, 'once');
      expect(output).toMatchObject({ outcome: 'refused', rule: 'R-MRG-3', conflicts: [{ code: 'unreadable' }] });
      expect((await setup.store.partners.get({ partnerId: 'P-2' }))?.value.merge).toBeNull();
    },
  );

  it('waits while a notice may be on its way, and moves the notice with its end state', async () => {
    const setup = await program();
    const read = await setup.store.memberships.get({ partnerId: 'P-2', membershipId: 'A-2' });
    if (read === null) throw new Error('it is gone');
    const claim = { attempt: 1, claimedAt: `${DAY}T08:01:00Z`, runId: 'r', on: civilDateOf(DAY) };
    const to = { to: 'kim@p-2.example', name: 'Kim', role: 'global-admin', locale: 'en' } as const;
    const state = { status: 'claimed', ...claim } as const;
    const entry = { ...to, noticeId: 'P-2__A-2__1__confirmation__0', kind: 'renewed', state } as const;
    const decided = { decidedOn: civilDateOf(DAY), runId: 'r', at: null, rule: 'R-REN-2', reason: 'paid', inputs: {} };
    const notices = { [CONFIRMATION]: { stage: null, period: '1', ...decided, notices: [entry] } };
    await setup.store.memberships.replace(read, { ...read.value, notices });
    const { progress } = await merge(setup, 'once');
    // 08:02:30 is too early; one more wait.
    expect(progress?.part).toBe(10);
    const copy = await setup.store.memberships.get({ partnerId: 'P-1', membershipId: 'A-2' });
    expect(copy?.value.notices[CONFIRMATION]?.notices[0]?.state).toEqual(state);
  });
});
