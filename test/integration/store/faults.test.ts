/** A membership's notices, payment and expiry, stopped at every call and run again, and interleaved at every call. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../shared/domain/core/history.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import type { MailEvent } from '../../../shared/domain/notices/mail-events/mail-event.ts';
import { NEVER_MERGED } from '../../../shared/domain/partners/partner.ts';
import { decideExpiry } from '../../../shared/domain/renewal/expiry.ts';
import { decideNotices } from '../../../shared/domain/renewal/renewal-notices.ts';
import type { OutgoingMail } from '../../../shared/mail/sender.ts';
import { SHARDS_ON_ONE_MACHINE, shardOf } from '../../../shared/store/shards.ts';
import type { Store } from '../../../shared/store/store.ts';
import { openStore } from '../../../shared/store/store.ts';
import type { PageInput } from '../../../shared/sweep/page-state.ts';
import { runPages } from '../../../shared/sweep/run-pages.ts';
import { executeCommand } from '../../../shared/workflows/commands/execute-command.ts';
import { processMailEvent } from '../../../shared/workflows/mail-events/process-mail-event.ts';
import { membershipSweep } from '../../../shared/workflows/sweeps/membership-sweep.ts';
import { sampleConfig } from '../import/import-rows.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';
import { NEVER, Tripwire, WatchedTable } from '../support/tripwire.ts';

class Stopped extends Error {}

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

const config = sampleConfig();
const EXPIRY_DAY = '2027-10-02';

/** A program of one partner and one membership of AD 2027-09-01, and every mail that was accepted. */
async function program() {
  const table = await tables.create();
  const store = openStore(table, config);
  await store.partners.create({
    partnerId: 'P-1',
    name: 'Contoso',
    country: 'KR',
    verifiedDomains: [],
    profileReviews: [civilDateOf('2027-08-20')],
    mctCount: 0,
    contacts: [{ role: 'global-admin', name: 'Kim', email: 'kim@contoso.example', locale: 'ko-KR' }],
    unreachable: [],
    ...NEVER_MERGED,
    history: NO_HISTORY,
  });
  const facts = { partnerId: 'P-1', membershipId: 'M1', purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6 };
  const terms = { offer: 'action-pack', competency: null, level: null, learningOption: false } as const;
  await store.memberships.create(newMembership(terms, facts, civilDateOf('2027-01-01')));
  return { table, store, mails: [] as OutgoingMail[] };
}
type Program = Awaited<ReturnType<typeof program>>;

function depsOf({ table, mails }: Program, wire: Tripwire) {
  const store: Store = openStore(new WatchedTable(table, wire), config);
  const send = (mail: OutgoingMail) =>
    wire.around(async () => {
      mails.push(mail);
      return { outcome: 'sent' as const, messageId: `m${mails.length}` };
    });
  const post = { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' };
  const reports = { bucket: 'reports', put: async () => {} };
  return { store, config, post, operators: 'operators@vendor.example', reports };
}

const WORK = {
  'renewal-notices': { workflow: 'renewal-notices', decide: decideNotices },
  'grace-expiry': { workflow: 'grace-expiry', decide: decideExpiry },
} as const;

const pageOf = (workflow: keyof typeof WORK, day: string, settleBefore: string | null): PageInput => ({
  state: {
    run: {
      runId: `${workflow}-${day}`,
      workflow,
      asOf: civilDateOf(day),
      dryRun: false,
      isPartial: true,
      startedAt: `${day}T08:00:00Z`,
      reason: null,
      phase: null,
    },
    segment: { index: 0, shards: [], partnerIds: ['P-1'] },
    mode: settleBefore === null ? 'sweep' : 'settle',
    page: 0,
    cursor: null,
    totals: null,
    settleBefore,
  },
  now: settleBefore === null ? `${day}T08:00:00Z` : `${day}T08:05:00Z`,
});

const sweep = (workflow: keyof typeof WORK, day: string, setup: Program, wire = NEVER) =>
  runPages(membershipSweep(WORK[workflow], depsOf(setup, wire)), pageOf(workflow, day, null));
/** Several partners of one segment, each with a membership of AD 2027-09-01. */
async function programOf(ids: readonly string[]): Promise<Program> {
  const setup = await program();
  const partner = await setup.store.partners.get({ partnerId: 'P-1' });
  const membership = await setup.store.memberships.get({ partnerId: 'P-1', membershipId: 'M1' });
  if (partner === null || membership === null) throw new Error('the program has no partner to copy');
  for (const partnerId of ids) {
    await setup.store.partners.create({ ...partner.value, partnerId });
    await setup.store.memberships.create({ ...membership.value, partnerId });
  }
  return setup;
}

const settle = (workflow: keyof typeof WORK, day: string, setup: Program) =>
  runPages(membershipSweep(WORK[workflow], depsOf(setup, NEVER)), pageOf(workflow, day, `${day}T08:04:00Z`));

const pay = (paidOn: string, recordedOn: string, setup: Program, wire = NEVER) =>
  executeCommand(
    { command: 'record-payment', partnerId: 'P-1', membershipId: 'M1', paidOn: civilDateOf(paidOn), reference: 'wire' },
    { asOf: civilDateOf(recordedOn), runId: 'command', now: `${recordedOn}T00:00:00Z`, commandId: 'C-1' },
    depsOf(setup, wire),
  );

/** An event of the mail service about the first notice, which went to the only admin. */
async function takeBounce(setup: Program, wire = NEVER) {
  const stored = await setup.store.memberships.get({ partnerId: 'P-1', membershipId: 'M1' });
  const noticeId = stored?.value.notices['-30']?.notices[0]?.noticeId ?? '';
  const mailedAt = '2027-08-02T08:00:00.000Z';
  const about = { noticeId, messageId: 'm1', subject: 'A subject', mailedAt, at: mailedAt };
  const bounce: MailEvent = { ...about, what: 'lost', reason: 'bounce Permanent/General', loss: 'permanent' };
  const call = { runId: 'mail-event-1', now: '2027-08-02T09:00:00Z', asOf: civilDateOf('2027-08-02') };
  return processMailEvent(bounce, call, depsOf(setup, wire));
}

const firstNotice = async ({ store }: Program) =>
  (await store.memberships.get({ partnerId: 'P-1', membershipId: 'M1' }))?.value.notices['-30']?.notices[0]?.state;
const unreachable = async ({ store }: Program) =>
  (await store.partners.get({ partnerId: 'P-1' }))?.value.unreachable.map(({ address }) => address);

/** The mails by notice: a lost answer may repeat one, once. */
const copies = ({ mails }: Program): number[] =>
  [...Map.groupBy(mails, ({ noticeId }) => noticeId).values()].map((all) => all.length);
const standing = async ({ store }: Program) => {
  const stored = await store.memberships.get({ partnerId: 'P-1', membershipId: 'M1' });
  return stored && [stored.value.status.name, stored.value.cycle, stored.value.closing];
};

/** How many calls something makes. */
async function callsOf(run: (setup: Program, wire: Tripwire) => Promise<unknown>): Promise<number> {
  const wire = new Tripwire(-1, 'before', async () => {});
  await run(await program(), wire);
  return wire.calls;
}

const stop = async (): Promise<void> => {
  throw new Stopped();
};

describe('a run that is stopped at any call and started again', () => {
  it('R-NOT-2: sends a notice once, or twice where an answer was lost, and leaves none without an end state', async () => {
    const run = (setup: Program, wire: Tripwire) => sweep('renewal-notices', '2027-08-02', setup, wire);
    const calls = await callsOf(run);
    expect(calls).toBeGreaterThanOrEqual(4);
    for (const when of ['before', 'after'] as const)
      for (let at = 1; at <= calls; at += 1) {
        const setup = await program();
        await run(setup, new Tripwire(at, when, stop)).catch(() => undefined);
        await sweep('renewal-notices', '2027-08-02', setup);
        await settle('renewal-notices', '2027-08-02', setup);
        const stored = await setup.store.memberships.get({ partnerId: 'P-1', membershipId: 'M1' });
        const states = stored?.value.notices['-30']?.notices.map(({ state }) => state.status);
        expect({ when, at, states }).toEqual({ when, at, states: ['sent'] });
        expect(copies(setup).every((count) => count <= 2)).toBe(true);
        expect(copies(setup)).toHaveLength(1);
      }
  });

  it('R-NOT-2: records a bounce of the only admin: the notice is undeliverable, the contact marked, the operators alerted', async () => {
    const calls = await callsOf(async (setup, wire) => {
      await sweep('renewal-notices', '2027-08-02', setup);
      await takeBounce(setup, wire);
    });
    expect(calls).toBeGreaterThanOrEqual(8);
    for (const when of ['before', 'after'] as const)
      for (let at = 1; at <= calls; at += 1) {
        const setup = await program();
        await sweep('renewal-notices', '2027-08-02', setup);
        setup.mails.length = 0;
        await takeBounce(setup, new Tripwire(at, when, stop)).catch(() => undefined);
        await takeBounce(setup);
        await settle('renewal-notices', '2027-08-03', setup);
        expect([when, at, await firstNotice(setup)]).toMatchObject([when, at, { status: 'undeliverable' }]);
        expect(await unreachable(setup)).toEqual(['kim@contoso.example']);
        expect(setup.mails.map(({ to }) => to).slice(0, 1)).toEqual(['operators@vendor.example']);
        expect(copies(setup)).toHaveLength(1);
        expect(copies(setup)[0]).toBeLessThanOrEqual(2);
      }
  });

  it('R-REN-2: records a payment once, with its closed cycle and its confirmation', async () => {
    const run = (setup: Program, wire: Tripwire) => pay('2027-09-10', '2027-09-10', setup, wire);
    const calls = await callsOf(run);
    expect(calls).toBeGreaterThanOrEqual(6);
    for (const when of ['before', 'after'] as const)
      for (let at = 1; at <= calls; at += 1) {
        const setup = await program();
        await run(setup, new Tripwire(at, when, stop)).catch(() => undefined);
        const again = await pay('2027-09-10', '2027-09-10', setup);
        await sweep('renewal-notices', '2027-09-10', setup);
        await settle('renewal-notices', '2027-09-10', setup);
        expect([when, at, again.outcome, await standing(setup)]).toEqual([when, at, 'done', ['active', 8, null]]);
        const closed = await setup.store.cycles.get({ partnerId: 'P-1', membershipId: 'M1', cycle: 7 });
        expect(closed?.value.renewal).toMatchObject({ paidOn: '2027-09-10', commandId: 'C-1' });
        expect(setup.mails.every(({ noticeId }) => noticeId.includes('__confirmation__'))).toBe(true);
        expect(copies(setup)).toHaveLength(1);
        expect(copies(setup)[0]).toBeLessThanOrEqual(2);
      }
  });
});

describe('R-EXP-2, R-REN-6: a payment and an expiry at every call of each other', () => {
  const check = async (setup: Program, where: unknown): Promise<void> => {
    await sweep('grace-expiry', EXPIRY_DAY, setup);
    expect([where, await standing(setup)]).toEqual([where, ['active', 8, null]]);
    const closed = await setup.store.cycles.get({ partnerId: 'P-1', membershipId: 'M1', cycle: 7 });
    expect(closed?.value.renewal.paidOn).toBe('2027-10-01');
    expect(copies(setup).every((count) => count === 1)).toBe(true);
  };

  it('a payment in time during the expiry never ends in expiry, and nothing is sent twice', async () => {
    const calls = await callsOf((setup, wire) => sweep('grace-expiry', EXPIRY_DAY, setup, wire));
    for (let at = 1; at <= calls; at += 1) {
      const setup = await program();
      const paid = async (): Promise<void> => void (await pay('2027-10-01', EXPIRY_DAY, setup));
      await sweep('grace-expiry', EXPIRY_DAY, setup, new Tripwire(at, 'before', paid));
      await check(setup, ['pay before call', at]);
    }
  });

  it('an expiry during the payment never ends in expiry, and nothing is sent twice', async () => {
    const calls = await callsOf((setup, wire) => pay('2027-10-01', EXPIRY_DAY, setup, wire));
    for (let at = 1; at <= calls; at += 1) {
      const setup = await program();
      const expired = async (): Promise<void> => void (await sweep('grace-expiry', EXPIRY_DAY, setup));
      const result = await pay('2027-10-01', EXPIRY_DAY, setup, new Tripwire(at, 'before', expired));
      expect(result.outcome).toBe('done');
      await check(setup, ['expire before call', at]);
    }
  });
});

describe('R-NOT-1, R-NOT-2: a payment at every call of a notice', () => {
  it('leaves what became of the notice in the ledger of the closed cycle', async () => {
    const notice = (setup: Program, wire: Tripwire) => sweep('renewal-notices', '2027-09-02', setup, wire);
    const calls = await callsOf(notice);
    const ends = new Set<string>();
    for (let at = 1; at <= calls; at += 1) {
      const setup = await program();
      await notice(setup, new Tripwire(at, 'before', async () => void (await pay('2027-09-02', '2027-09-02', setup))));
      const closed = await setup.store.cycles.get({ partnerId: 'P-1', membershipId: 'M1', cycle: 7 });
      const [entry] = closed?.value.notices['1']?.notices ?? [];
      const wasSent = setup.mails.some(({ noticeId }) => noticeId === entry?.noticeId);
      expect([at, entry?.state.status]).toEqual([at, wasSent ? 'sent' : 'skipped']);
      expect(copies(setup).every((count) => count === 1)).toBe(true);
      ends.add(entry?.state.status ?? '');
    }
    expect([...ends].sort()).toEqual(['sent', 'skipped']);
  });
});

describe('R-NOT-2: a bounce at every call of the run that sends', () => {
  it('stays recorded if it comes before the answer is written', async () => {
    const notice = (setup: Program, wire: Tripwire) => sweep('renewal-notices', '2027-08-02', setup, wire);
    const calls = await callsOf(notice);
    const ends: unknown[] = [];
    for (let at = 1; at <= calls; at += 1) {
      const setup = await program();
      await notice(setup, new Tripwire(at, 'after', async () => void (await takeBounce(setup))));
      const state = await firstNotice(setup);
      const wasKnown = (await unreachable(setup))?.length === 1;
      expect([at, state?.status]).toEqual([at, wasKnown ? 'undeliverable' : 'sent']);
      ends.push(state?.status);
    }
    expect(new Set(ends)).toEqual(new Set(['sent', 'undeliverable']));
  });
});

describe('R-NOT-2: two copies of a bounce at once', () => {
  it('mark the contact once and alert the operators once, at every interleaving', async () => {
    const calls = await callsOf(async (setup, wire) => {
      await sweep('renewal-notices', '2027-08-02', setup);
      await takeBounce(setup, wire);
    });
    for (let at = 1; at <= calls; at += 1) {
      const setup = await program();
      await sweep('renewal-notices', '2027-08-02', setup);
      setup.mails.length = 0;
      await takeBounce(setup, new Tripwire(at, 'before', async () => void (await takeBounce(setup))));
      expect([at, copies(setup), await unreachable(setup)]).toEqual([at, [1], ['kim@contoso.example']]);
    }
  });
});

describe('a page that takes long', () => {
  it('stops early and continues in the next call, so that no mail is sent long after its claim', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `P-${index + 2}`).filter(
      (id) => shardOf(id, SHARDS_ON_ONE_MACHINE) === shardOf('P-1', SHARDS_ON_ONE_MACHINE),
    );
    const setup = await programOf(ids);
    const work = membershipSweep(WORK['renewal-notices'], depsOf(setup, NEVER));
    const { state, now } = pageOf('renewal-notices', '2027-08-02', null);
    const segment = { index: 0, shards: [shardOf('P-1', SHARDS_ON_ONE_MACHINE)], partnerIds: null };
    let minutes = 0;
    // Each look at the clock is a minute later than the one before: there is time for a single item.
    const clock = () => 60_001 * minutes++;
    let output = await runPages(work, { state: { ...state, segment }, now }, clock);
    const sentByPage = [setup.mails.length];
    while (!output.done) {
      output = await runPages(work, { state: output, now }, clock);
      sentByPage.push(setup.mails.length);
    }
    expect(sentByPage).toEqual(sentByPage.map((_, page) => page + 1));
    expect(sentByPage).toHaveLength(ids.length + 1);
    expect(output.totals).toMatchObject({ examined: ids.length + 1, acted: ids.length + 1, failed: 0 });
    expect(copies(setup).every((count) => count === 1)).toBe(true);
  });
});
