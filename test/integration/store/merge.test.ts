/** The merge of two partners, stopped at every call and begun again, and with others at every call (R-MRG-3). */
import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../shared/domain/core/history.ts';
import { newListing } from '../../../shared/domain/directory/listing.ts';
import { emptyKpiLedger } from '../../../shared/domain/kpi/kpi.ts';
import { CONFIRMATION, type Membership, type Renewal } from '../../../shared/domain/memberships/membership.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import type { Terms } from '../../../shared/domain/offers/terms.ts';
import { NEVER_MERGED } from '../../../shared/domain/partners/partner.ts';
import { emptySkills } from '../../../shared/domain/people/skills.ts';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { type MergeResult, runMerge } from '../../../shared/workflows/merge/run-merge.ts';
import { MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
import { ACTION_PACK, config as configOf, GOLD_LEARNING, SILVER_LEARNING } from '../../unit/rules/support.ts';
import { inOrder } from '../support/memory-program.ts';
import { NEVER, Tripwire, WatchedTable } from '../support/tripwire.ts';

const config = configOf();
const DAY = '2027-03-10';

const bought = (partnerId: string, membershipId: string, terms: Terms, on: string): Membership =>
  newMembership(
    terms,
    { partnerId, membershipId, purchasedOn: civilDateOf(on), paidThroughCycle: 0 },
    civilDateOf('2027-01-01'),
  );

/**
 * P-1 with an Action Pack; P-2 with one, a renewal and an upgrade that were interrupted, and something of everything else. Of a membership, an
 * invoice line and a token of P-2, P-1 has one of the same id (R-MRG-5).
 */
async function program(interrupted = true) {
  const memory = new MemoryDynamoDb();
  const table = new Table(
    memory.client(async (_, perform) => perform()),
    'memory',
  );
  const store = openStore(table, config);
  for (const partnerId of ['P-1', 'P-2']) {
    const contact = { role: 'global-admin', name: 'Kim', email: `kim@${partnerId}.example`, locale: 'en' } as const;
    const lists = { verifiedDomains: [`${partnerId.toLowerCase()}.example`], profileReviews: [], contacts: [contact] };
    const none = { unreachable: [], history: NO_HISTORY, ...NEVER_MERGED };
    await store.partners.create({ partnerId, name: partnerId, country: 'KR', mctCount: 2, ...lists, ...none });
  }
  await store.memberships.create(bought('P-1', 'A-1', ACTION_PACK, '2026-06-01'));
  await store.memberships.create(renewedAndInterrupted());
  const expired = { name: 'expired', expiredOn: civilDateOf('2026-03-04') } as const;
  await store.memberships.create({ ...bought('P-1', 'S-2', ACTION_PACK, '2025-02-01'), status: expired });
  const gold = bought('P-2', 'G-2', GOLD_LEARNING, '2027-02-01');
  const silver = bought('P-2', 'S-2', SILVER_LEARNING, '2026-09-01');
  const status = { name: 'superseded', on: civilDateOf('2027-02-01'), by: 'G-2', stamp: null } as const;
  const origin = { kind: 'upgrade', commandId: 'c', from: 'S-2', reference: 'w', discountPercent: 25 } as const;
  await store.memberships.create({
    ...silver,
    status,
    evaluateOn: null,
    successor: interrupted ? { ...gold, origin } : null,
  });
  const line = { partnerId: 'P-2', invoiceNumber: 'I-2', line: '1', documentType: 'invoice' as const, omlpType: 'MOC' };
  const values = { invoiceDate: civilDateOf('2026-11-16'), purchaseUnits: 1, kpiValue: '40', revenueValue: '10' };
  await store.invoiceLines.create({ ...line, ...values, currency: 'USD', stamp: null });
  await store.invoiceLines.create({ ...line, ...values, partnerId: 'P-1', currency: 'KRW', stamp: null });
  await store.kpiLedgers.create({ ...emptyKpiLedger('P-2'), dirty: true, refreshOn: civilDateOf('2027-03-15') });
  const shown = { displayName: 'Two', country: 'KR', url: 'https://p-2.example/learn' };
  const content = { ...shown, aboutPartnerOnly: true, noCompetitors: true, ownedByPartner: true };
  await store.landingPages.create({ url: 'https://p-2.example/learn', partnerId: 'P-2' });
  await store.listings.create(newListing('P-2', content, true, civilDateOf('2027-01-01')));
  const association = { partnerId: 'P-2', from: civilDateOf('2027-01-02'), until: null, began: null, ended: null };
  await store.employees.create({ employeeId: 'E-1', name: 'Bo', associations: [association], achievements: [] });
  await store.associatedEmployees.create({ partnerId: 'P-2', employeeId: 'E-1' });
  await store.skills.create({ ...emptySkills('P-2'), dirty: true });
  const granted = { tokenId: 'T-1', membershipId: 'A-2', issuedOn: civilDateOf('2027-01-02') };
  const token = { ...granted, recordedOn: civilDateOf('2027-01-02'), commandId: null, kind: 'token' as const };
  const unused = { product: 'Office', seats: 25, activation: null, replaces: null, replacedBy: null };
  await store.benefits.create({ partnerId: 'P-2', entries: [{ ...token, ...unused }] });
  await store.benefits.create({ partnerId: 'P-1', entries: [{ ...token, ...unused, membershipId: 'A-1' }] });
  return { memory, table, store };
}
type Program = Awaited<ReturnType<typeof program>>;

/** Paid, and its closed cycle has no item of its own yet. */
function renewedAndInterrupted(): Membership {
  const pack = bought('P-2', 'A-2', ACTION_PACK, '2026-01-15');
  const paid = {
    paidOn: civilDateOf('2027-01-20'),
    recordedOn: civilDateOf('2027-01-20'),
    reference: 'w',
    commandId: 'c',
  };
  const renewal = { cycle: 1, kind: 'renewed', ...paid, ended: [], stamp: null } satisfies Renewal;
  const closing = {
    partnerId: 'P-2',
    membershipId: 'A-2',
    cycle: 1,
    anniversary: civilDateOf('2027-01-15'),
    terms: ACTION_PACK,
    covers: [],
    openedBy: null,
    reopened: 0,
    expiredOn: null,
    override: null,
    renewal,
    notices: {},
  };
  return { ...pack, cycle: 2, lastRenewal: renewal, closing };
}

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
    // Without the interrupted upgrade: finishing it twice makes the next KPI refresh look at the old partner once more, in vain.
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
