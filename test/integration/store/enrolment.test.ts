/** Enrolments, orders and upgrades, stopped at every call and given again, and interleaved at every call. */
import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../shared/domain/core/history.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import { NEVER_MERGED } from '../../../shared/domain/partners/partner.ts';
import { decideDailyNotices } from '../../../shared/domain/renewal/daily-notices.ts';
import { decideExpiry } from '../../../shared/domain/renewal/expiry.ts';
import { parseCommand } from '../../../shared/import/commands/command.ts';
import type { OutgoingMail } from '../../../shared/mail/sender.ts';
import { readDuePage } from '../../../shared/store/due.ts';
import { SHARDS_ON_ONE_MACHINE, shardOf } from '../../../shared/store/shards.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { runPages } from '../../../shared/sweep/run-pages.ts';
import type { ChangingCommand } from '../../../shared/workflows/commands/command-call.ts';
import { commandIdOf } from '../../../shared/workflows/commands/command-id.ts';
import { executeCommand } from '../../../shared/workflows/commands/execute-command.ts';
import { explain } from '../../../shared/workflows/explain/explain.ts';
import { readForecasts } from '../../../shared/workflows/explain/forecasts.ts';
import { readMemberships } from '../../../shared/workflows/reads/memberships.ts';
import { membershipSweep } from '../../../shared/workflows/sweeps/membership-sweep.ts';
import { MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
import { config as configOf } from '../../unit/rules/support.ts';
import { NEVER, RacedTable, Tripwire, WatchedTable } from '../support/tripwire.ts';

const requirements = [
  { competency: 'DevOps', level: 'gold', learningOption: true, mct: 4 },
  { competency: 'DevOps', level: 'silver', learningOption: true, mct: 2 },
];
const config = configOf({ programYears: [{ from: '2026-07-01', to: '2028-06-30', requirements }] });

/** A partner with four MCTs, and silver of AD 2027-09-01. */
async function program() {
  const table = new Table(
    new MemoryDynamoDb().client(async (_, perform) => perform()),
    'memory',
  );
  const store = openStore(table, config);
  await store.partners.create({
    partnerId: 'P-1',
    name: 'Contoso',
    country: 'KR',
    verifiedDomains: [],
    profileReviews: [],
    mctCount: 4,
    contacts: [{ role: 'global-admin', name: 'Kim', email: 'kim@contoso.example', locale: 'en' }],
    unreachable: [],
    history: NO_HISTORY,
    ...NEVER_MERGED,
  });
  const facts = { partnerId: 'P-1', membershipId: 'S1', purchasedOn: civilDateOf('2026-09-01'), paidThroughCycle: 0 };
  const silver = { offer: 'competency', competency: 'DevOps', level: 'silver', learningOption: true } as const;
  await store.memberships.create(newMembership(silver, facts, civilDateOf('2027-01-01')));
  return { table, store, mails: [] as OutgoingMail[] };
}
type Program = Awaited<ReturnType<typeof program>>;

function depsOf({ table, mails }: Pick<Program, 'table' | 'mails'>, wire: Tripwire) {
  const store: Store = openStore(new WatchedTable(table, wire), config);
  const send = async (mail: OutgoingMail) => {
    mails.push(mail);
    return { outcome: 'sent' as const, messageId: `m${mails.length}` };
  };
  const post = { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' };
  return { store, config, post, operators: 'operators@vendor.example', reports: { bucket: 'r', put: async () => {} } };
}

const ENROL = { command: 'enrol', partnerId: 'P-1', membershipId: 'A1', offer: 'action-pack' };
const ORDER = { ...ENROL, requestId: 'order' };
const LAP = { ...ENROL, offer: 'learning-action-pack', paidOn: '2027-02-01', reference: 'wire' };
const PAY = {
  command: 'record-payment',
  partnerId: 'P-1',
  membershipId: 'A1',
  paidOn: '2027-02-10',
  reference: 'wire',
};
const UPGRADE = {
  command: 'upgrade-to-gold',
  partnerId: 'P-1',
  membershipId: 'S1',
  goldMembershipId: 'G1',
  paidOn: '2027-02-10',
  reference: 'wire',
};

function give(json: Record<string, unknown>, day: string, setup: Pick<Program, 'table' | 'mails'>, wire = NEVER) {
  const parsed = parseCommand(json);
  if ('problems' in parsed || parsed.command.command.startsWith('explain')) throw new Error(JSON.stringify(parsed));
  const command = parsed.command as ChangingCommand;
  const call = { asOf: civilDateOf(day), runId: `command-${day}`, now: `${day}T00:00:00Z` };
  return executeCommand(command, { ...call, commandId: commandIdOf(command, call.asOf) }, depsOf(setup, wire));
}

const WORK = {
  'renewal-notices': { workflow: 'renewal-notices', decide: decideDailyNotices },
  'grace-expiry': { workflow: 'grace-expiry', decide: decideExpiry },
} as const;

/** As its schedule runs it: what the sparse index says is due. */
const sweep = (workflow: keyof typeof WORK, day: string, setup: Program, wire = NEVER) =>
  runPages(membershipSweep(WORK[workflow], depsOf(setup, wire)), {
    state: {
      run: {
        runId: `${workflow}-${day}`,
        workflow,
        asOf: civilDateOf(day),
        dryRun: false,
        isPartial: false,
        startedAt: `${day}T08:00:00Z`,
        reason: null,
        phase: null,
      },
      segment: { index: 0, shards: [shardOf('P-1', SHARDS_ON_ONE_MACHINE)], partnerIds: null },
      mode: 'sweep',
      page: 0,
      cursor: null,
      totals: null,
      settleBefore: null,
    },
    now: `${day}T08:00:00Z`,
  });

const statuses = async ({ store }: Program) =>
  (await readMemberships(store, 'P-1')).map(({ membershipId, status, successor }) =>
    [membershipId, status.name, ...(successor === null ? [] : ['with its successor'])].join(' '),
  );
const refreshOn = async ({ store }: Program) => (await store.kpiLedgers.get({ partnerId: 'P-1' }))?.value.refreshOn;

const stop = async (): Promise<void> => {
  throw new Error('stopped');
};

/** Every call of something, each stopped before and after. */
async function atEveryCall(
  prepare: (setup: Program) => Promise<unknown>,
  act: (setup: Program, wire: Tripwire) => Promise<unknown>,
  check: (setup: Program, where: string) => Promise<void>,
): Promise<void> {
  const watched = new Tripwire(-1, 'before', async () => {});
  const first = await program();
  await prepare(first);
  await act(first, watched);
  expect(watched.calls).toBeGreaterThanOrEqual(5);
  for (const when of ['before', 'after'] as const)
    for (let at = 1; at <= watched.calls; at += 1) {
      const setup = await program();
      await prepare(setup);
      await act(setup, new Tripwire(at, when, stop)).catch(() => undefined);
      await check(setup, `stopped ${when} call ${at}`);
    }
}
const nothing = async (): Promise<void> => {};

describe('a command that is stopped at any call and given again', () => {
  it('creates an order once', () =>
    atEveryCall(
      nothing,
      (setup, wire) => give(ORDER, '2027-02-01', setup, wire),
      async (setup, where) => {
        const again = await give(ORDER, '2027-02-01', setup);
        expect([where, again.outcome, again.rule, await statuses(setup)]).toEqual([
          where,
          'done',
          'R-MEM-8',
          ['A1 ordered', 'S1 active'],
        ]);
        expect(again.reason).toBe('Action Pack ordered: payable through 2027-03-03');
      },
    ));

  it('makes a purchase once', () =>
    atEveryCall(
      nothing,
      (setup, wire) => give(LAP, '2027-02-01', setup, wire),
      async (setup, where) => {
        const again = await give(LAP, '2027-02-01', setup);
        expect([where, again.outcome, await statuses(setup)]).toEqual([where, 'done', ['A1 active', 'S1 active']]);
      },
    ));

  it('pays an order once', () =>
    atEveryCall(
      (setup) => give(ORDER, '2027-02-01', setup),
      (setup, wire) => give(PAY, '2027-02-10', setup, wire),
      async (setup, where) => {
        const again = await give(PAY, '2027-02-10', setup);
        expect([where, again.outcome, again.rule, await statuses(setup)]).toEqual([
          where,
          'done',
          'R-MEM-8',
          ['A1 active', 'S1 active'],
        ]);
        const stored = await setup.store.memberships.get({ partnerId: 'P-1', membershipId: 'A1' });
        expect(stored?.value).toMatchObject({ purchasedOn: '2027-02-10', cycle: 1 });
      },
    ));

  it('completes an upgrade to gold, by the command or by the daily run of the same day', async () => {
    const check = async (setup: Program, where: string) => {
      expect([where, await statuses(setup)]).toEqual([where, ['G1 active', 'S1 superseded']]);
      expect(await refreshOn(setup)).toBe('2027-02-10');
      const { keys } = await readDuePage(
        setup.table,
        'renewal-notices',
        [shardOf('P-1', SHARDS_ON_ONE_MACHINE)],
        civilDateOf('2027-02-10'),
        {
          limit: 10,
          cursor: null,
        },
      );
      expect(keys.map(({ sk }) => sk).filter((sk) => sk === 'MEMBERSHIP#S1')).toEqual([]);
    };
    let bySweep = 0;
    await atEveryCall(
      nothing,
      (setup, wire) => give(UPGRADE, '2027-02-10', setup, wire),
      async (setup, where) => {
        const isDecided = (await statuses(setup)).some((status) => status.startsWith('S1 superseded'));
        if (isDecided) {
          bySweep += 1;
          await sweep('renewal-notices', '2027-02-10', setup);
          await check(setup, where);
        }
        const again = await give(UPGRADE, '2027-02-10', setup);
        expect([where, again.outcome, again.inputs.discountPercent]).toEqual([where, 'done', 25]);
        await check(setup, where);
      },
    );
    expect(bySweep).toBeGreaterThanOrEqual(6);
  });

  it('completes an upgrade even if the daily run that completes it is stopped, too', async () => {
    const half = async (setup: Program) => {
      const raced = new RacedTable(setup.table, 'MEMBERSHIP#G1', stop);
      await give(UPGRADE, '2027-02-10', { table: raced, mails: setup.mails }).catch(() => undefined);
      expect(await statuses(setup)).toEqual(['S1 superseded with its successor']);
    };
    await atEveryCall(
      half,
      (setup, wire) => sweep('renewal-notices', '2027-02-11', setup, wire),
      async (setup, where) => {
        await sweep('renewal-notices', '2027-02-12', setup);
        expect([where, await statuses(setup)]).toEqual([where, ['G1 active', 'S1 superseded']]);
      },
    );
  });
});

describe('enrolment commands at the same time', () => {
  const other = { ...ORDER, membershipId: 'A2', requestId: 'other' };

  it('R-MEM-6: one of two orders of an Action Pack is refused, at every interleaving', async () => {
    const watched = new Tripwire(-1, 'before', async () => {});
    await give(ORDER, '2027-02-01', await program(), watched);
    const ends = new Set<string>();
    for (let at = 1; at <= watched.calls; at += 1) {
      const setup = await program();
      let second = 'nothing';
      const meanwhile = async (): Promise<void> => {
        second = (await give(other, '2027-02-01', setup)).outcome;
      };
      const first = await give(ORDER, '2027-02-01', setup, new Tripwire(at, 'before', meanwhile));
      expect([at, [first.outcome, second].sort()]).toEqual([at, ['done', 'refused']]);
      expect(await statuses(setup)).toEqual([first.outcome === 'done' ? 'A1 ordered' : 'A2 ordered', 'S1 active']);
      ends.add(first.outcome);
    }
    expect([...ends].sort()).toEqual(['done', 'refused']);
  });

  it('R-MEM-8: a payment on day 30 wins against the run that lets the order lapse', async () => {
    const paid = { ...PAY, paidOn: '2027-03-03' };
    const watched = new Tripwire(-1, 'before', async () => {});
    const first = await program();
    await give(ORDER, '2027-02-01', first);
    await sweep('grace-expiry', '2027-03-04', first, watched);
    expect(await statuses(first)).toEqual(['A1 lapsed', 'S1 active']);
    for (let at = 1; at <= watched.calls; at += 1) {
      const setup = await program();
      await give(ORDER, '2027-02-01', setup);
      const meanwhile = async (): Promise<void> => void (await give(paid, '2027-03-04', setup));
      await sweep('grace-expiry', '2027-03-04', setup, new Tripwire(at, 'before', meanwhile));
      expect([at, await statuses(setup)]).toEqual([at, ['A1 active', 'S1 active']]);
      expect(setup.mails).toEqual([]);
    }
  });

  it('R-MEM-5: silver is superseded if its upgrade meets its expiry', async () => {
    const late = { ...UPGRADE, paidOn: '2027-10-01' };
    const watched = new Tripwire(-1, 'before', async () => {});
    await give(late, '2027-10-02', await program(), watched);
    for (let at = 1; at <= watched.calls; at += 1) {
      const setup = await program();
      const meanwhile = async (): Promise<void> => void (await sweep('grace-expiry', '2027-10-02', setup));
      await give(late, '2027-10-02', setup, new Tripwire(at, 'before', meanwhile));
      expect([at, await statuses(setup)]).toEqual([at, ['G1 active', 'S1 superseded']]);
    }
  });

  it.each([
    ['payments of an order', PAY, { ...PAY, paidOn: '2027-02-09' }],
    ['upgrades', UPGRADE, { ...UPGRADE, goldMembershipId: 'G2' }],
  ])('one of two %s is refused, at every interleaving', async (_, command, rival) => {
    const watched = new Tripwire(-1, 'before', async () => {});
    const first = await program();
    await give(ORDER, '2027-02-01', first);
    await give(command, '2027-02-10', first, watched);
    for (let at = 1; at <= watched.calls; at += 1) {
      const setup = await program();
      await give(ORDER, '2027-02-01', setup);
      const outcomes: string[] = [];
      const meanwhile = async (): Promise<void> => void outcomes.push((await give(rival, '2027-02-10', setup)).outcome);
      outcomes.push((await give(command, '2027-02-10', setup, new Tripwire(at, 'before', meanwhile))).outcome);
      expect([at, outcomes.toSorted()]).toEqual([at, ['done', 'refused']]);
      const isRival = outcomes[0] === 'done';
      const { purchasedOn } = (await readMemberships(setup.store, 'P-1'))[0] ?? {};
      const given = isRival ? rival : command;
      if ('goldMembershipId' in given)
        expect(await statuses(setup)).toEqual(['A1 ordered', `${given.goldMembershipId} active`, 'S1 superseded']);
      else expect(purchasedOn).toBe(given.paidOn);
    }
  });

  it('an enrolment is refused if an import takes the id between its two writes', async () => {
    const setup = await program();
    const facts = { partnerId: 'P-1', membershipId: 'A1', purchasedOn: civilDateOf('2026-09-01'), paidThroughCycle: 0 };
    const lap = { offer: 'learning-action-pack', competency: null, level: null, learningOption: false } as const;
    const imported = () => setup.store.memberships.create(newMembership(lap, facts, civilDateOf('2027-01-01')));
    const raced = new RacedTable(setup.table, 'MEMBERSHIP#A1', imported);
    const result = await give(ORDER, '2027-02-01', { table: raced, mails: setup.mails });
    expect([result.outcome, result.reason]).toEqual(['refused', 'A1 is the id of another membership']);
    expect(await statuses(setup)).toEqual(['A1 active', 'S1 active']);
    expect((await give(other, '2027-02-01', setup)).outcome).toBe('done');
  });

  it('a run fails and names the id if an import takes it between the two writes of an upgrade', async () => {
    const setup = await program();
    const facts = { partnerId: 'P-1', membershipId: 'G1', purchasedOn: civilDateOf('2026-09-01'), paidThroughCycle: 0 };
    const pack = { offer: 'action-pack', competency: null, level: null, learningOption: false } as const;
    const imported = () => setup.store.memberships.create(newMembership(pack, facts, civilDateOf('2027-01-01')));
    const raced = new RacedTable(setup.table, 'MEMBERSHIP#G1', imported);
    await expect(give(UPGRADE, '2027-02-10', { table: raced, mails: setup.mails })).rejects.toThrow(
      'membership S1 was upgraded, and the id G1 is another one',
    );
    expect((await sweep('renewal-notices', '2027-02-11', setup)).totals).toMatchObject({ failed: 1 });
  });
});

describe('R-MEM-6, R-EXP-3: an expired Action Pack beside a newly purchased one', () => {
  /** Bought on 2026-01-01, and expired on 2027-02-01; the other one is bought on 2027-02-05. */
  async function replaced(): Promise<Program> {
    const setup = await program();
    await give(
      { command: 'record-profile-review', partnerId: 'P-1', reviewedOn: '2027-01-02', by: 'global-admin' },
      '2027-01-02',
      setup,
    );
    await give({ ...ENROL, membershipId: 'OLD', paidOn: '2026-01-01', reference: 'wire' }, '2026-01-01', setup);
    await sweep('grace-expiry', '2027-02-01', setup);
    const bought = await give({ ...ENROL, paidOn: '2027-02-05', reference: 'wire' }, '2027-02-05', setup);
    expect(bought.rule).toBe('R-MEM-6');
    const override = { until: '2027-02-20', grantedBy: 'Lee', reason: 'illness', ticket: '1' };
    await give({ command: 'grant-override', partnerId: 'P-1', membershipId: 'OLD', ...override }, '2027-02-06', setup);
    return setup;
  }

  it('is not paid with an override', async () => {
    const setup = await replaced();
    const result = await give({ ...PAY, membershipId: 'OLD' }, '2027-02-10', setup);
    expect([result.rule, result.reason]).toEqual([
      'R-MEM-6',
      'one Action Pack per partner: A1 (Action Pack) is in force through 2028-03-06',
    ]);
  });

  it('R-REN-6: is reinstated by a payment made in time', async () => {
    const setup = await replaced();
    const result = await give({ ...PAY, membershipId: 'OLD', paidOn: '2027-01-31' }, '2027-02-10', setup);
    expect([result.outcome, result.rule]).toEqual(['done', 'R-REN-6']);
  });
});

it('explain tells how memberships began and ended, and what may be shown', async () => {
  const setup = await program();
  await give(ORDER, '2027-02-01', setup);
  await sweep('grace-expiry', '2027-03-05', setup);
  await give(UPGRADE, '2027-02-10', setup);
  const told = (await explain(setup.store, { partnerId: 'P-1' }, 'UTC')).map(({ on, what, membershipId, rule }) =>
    [on, what, membershipId, rule].join(' '),
  );
  expect(told).toEqual(
    expect.arrayContaining([
      '2027-01-01 loaded S1 R-MEM-1',
      '2027-02-01 enrolled A1 R-MEM-8',
      '2027-03-05 order-lapsed A1 R-MEM-8',
      '2027-02-10 superseded S1 R-MEM-5',
      '2027-02-10 upgraded G1 R-MEM-5',
      '2027-02-10 notice upgraded G1 R-MEM-5',
    ]),
  );
  expect(told.filter((line) => / (order-lapsed|superseded|upgraded|enrolled) /.test(line))).toHaveLength(5);
  expect((await readForecasts(setup.store, config, 'P-1', civilDateOf('2027-02-10')))?.display).toEqual([
    { competency: 'DevOps', level: 'gold', through: 'G1', because: 'membership' },
  ]);
});
