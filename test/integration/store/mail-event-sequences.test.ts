/**
 * Events of SES about several notices to one contact: in every order that chance finds, all at once, and with calls
 * that are stopped anywhere and repeated. The ledger and the contact's mark must end as the set of the events says
 * (R-NOT-7, R-NOT-8).
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../shared/domain/core/history.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import type { MailEvent } from '../../../shared/domain/notices/mail-events/mail-event.ts';
import { formatNoticeId, recipientKey } from '../../../shared/domain/notices/notice-id.ts';
import type { Ledger, NoticeState } from '../../../shared/domain/notices/notice-state.ts';
import { NEVER_MERGED } from '../../../shared/domain/partners/partner.ts';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { processMailEvent } from '../../../shared/workflows/mail-events/process-mail-event.ts';
import { MEMORY_TABLE, MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
import { sampleConfig } from '../import/import-rows.ts';
import { RacedTable } from '../support/tripwire.ts';

const config = sampleConfig();
const KIM = 'kim@contoso.example';
const STAGES = ['-30', '-15', '-1', '1'] as const;
const LAP = { offer: 'learning-action-pack', competency: null, level: null, learningOption: false } as const;
const M1 = { partnerId: 'P-1', membershipId: 'M1' };
const on = civilDateOf('2027-08-02');

const noticeIdOf = (stage: number): string =>
  formatNoticeId({
    partnerId: 'P-1',
    subject: 'M1',
    period: '7',
    stage: STAGES[stage] ?? '',
    recipient: recipientKey(KIM),
  });
/** Of day `2 + stage` of August. */
const instant = (stage: number, hour: number): string => new Date(Date.UTC(2027, 7, 2 + stage, hour)).toISOString();

/**
 * What is told of a notice, and at which hour of its day it happened: the complaint before or after it was taken back.
 */
const SAYS = {
  accepted: { what: 'accepted' },
  delivered: { what: 'delivered' },
  bounced: { what: 'lost', loss: 'temporary', reason: 'bounce Transient' },
  gone: { what: 'lost', loss: 'permanent', reason: 'bounce Permanent' },
  suppressed: { what: 'lost', loss: 'suppressed', reason: 'OnAccountSuppressionList' },
  rejected: { what: 'lost', loss: 'rejected', reason: 'rejected by SES' },
  complaint: { what: 'complaint' },
  'not-spam': { what: 'not-spam' },
} as const;
type Said = keyof typeof SAYS;
type Told = { stage: number; said: Said };
const HOURS: Record<Said, number> = {
  ...{ accepted: 8, bounced: 9, delivered: 10, gone: 11, suppressed: 12, rejected: 13, 'not-spam': 14, complaint: 15 },
};

const eventOf = ({ stage, said }: Told): MailEvent => {
  const about = { noticeId: noticeIdOf(stage), messageId: `m-${stage}`, subject: 's', mailedAt: instant(stage, 8) };
  return { ...about, at: instant(stage, HOURS[said]), ...SAYS[said] };
};

/** Both in one: often what makes bounces in a row, sometimes anything. */
const told: fc.Arbitrary<Told> = fc.record({
  stage: fc.nat(STAGES.length - 1),
  said: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<Said>('bounced') },
    { weight: 2, arbitrary: fc.constantFrom<Said>('delivered', 'complaint', 'not-spam', 'accepted') },
    { weight: 1, arbitrary: fc.constantFrom<Said>('gone', 'suppressed', 'rejected') },
  ),
});
const events = fc.array(told, { minLength: 1, maxLength: 9 });

type Around = (name: string, perform: () => unknown) => Promise<unknown>;

async function prepared() {
  const memory = new MemoryDynamoDb();
  const storeOf = (around: Around) => openStore(new Table(memory.client(around), MEMORY_TABLE), config);
  const table = new Table(
    memory.client(async (_, perform) => perform()),
    MEMORY_TABLE,
  );
  const store = openStore(table, config);
  const partner = {
    partnerId: 'P-1',
    name: 'Contoso',
    country: 'KR',
    verifiedDomains: [],
    profileReviews: [],
    mctCount: 1,
  };
  const contacts = [{ role: 'global-admin' as const, name: 'Kim', email: KIM, locale: 'en' }];
  await store.partners.create({ ...partner, contacts, unreachable: [], ...NEVER_MERGED, history: NO_HISTORY });
  const facts = { ...M1, purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6 };
  await store.memberships.create({ ...newMembership(LAP, facts, on), evaluateOn: null, notices: ledger() });
  return { store, storeOf, table };
}

function ledger(): Ledger {
  const state: NoticeState = { status: 'claimed', attempt: 1, claimedAt: instant(0, 8), runId: 'r', on };
  const records = STAGES.map((key, stage) => {
    const to = { to: KIM, name: 'Kim', role: 'global-admin', locale: 'en' } as const;
    const record = { stage: Number(key), period: '7', decidedOn: on, runId: 'r', at: null, rule: 'R-NOT-1' };
    const notices = [{ ...to, noticeId: noticeIdOf(stage), kind: 'renewal' as const, state }];
    return [key, { ...record, reason: 'due', inputs: {}, notices }];
  });
  return Object.fromEntries(records);
}

type Prepared = Awaited<ReturnType<typeof prepared>>;

const take = (store: Prepared['store'], given: Told) => {
  const event = eventOf(given);
  const post = {
    send: async () => ({ outcome: 'sent' as const, messageId: 'a' }),
    partnerCenterUrl: 'https://p.example/',
    timeZone: 'UTC',
  };
  const call = { runId: `mail-event-${given.stage}-${given.said}`, now: event.at, asOf: on };
  return processMailEvent(event, call, { store, config, post, operators: 'operators@vendor.example' });
};

async function endOf({ store }: Prepared): Promise<string[]> {
  const notices: Ledger = (await store.memberships.get(M1))?.value.notices ?? {};
  const states = STAGES.map((key) => shortOf(notices[key]?.notices[0]?.state));
  const marks = (await store.partners.get(M1))?.value.unreachable ?? [];
  return [...states, marks.map(({ cause }) => cause).join()];
}

function shortOf(state: NoticeState | undefined): string {
  if (state?.status === 'sent') return state.arrived === undefined ? 'sent' : 'arrived';
  if (state?.status !== 'undeliverable') return 'open';
  return state.lost?.loss === 'temporary' ? 'bounced' : 'lost';
}

/** By the table of docs/decisions/0011-mail-events.md. */
function expectedOf(all: readonly Told[]): string[] {
  const saidOf = STAGES.map((_, stage) => new Set(all.filter((each) => each.stage === stage).map(({ said }) => said)));
  const states = saidOf.map((said) => {
    if (said.has('gone') || said.has('suppressed') || said.has('rejected')) return 'lost';
    if (said.has('delivered') || said.has('complaint') || said.has('not-spam')) return 'arrived';
    if (said.has('bounced')) return 'bounced';
    return said.has('accepted') ? 'sent' : 'open';
  });
  const latest = (what: Said) => saidOf.findLastIndex((said) => said.has(what));
  const any = (what: Said) => latest(what) >= 0;
  const inARow = states.slice(states.lastIndexOf('arrived') + 1).filter((state) => state === 'bounced').length;
  // On one day, it is taken back an hour before it is made.
  const isComplaint = any('complaint') && latest('complaint') >= latest('not-spam');
  const mark = any('suppressed') ? 'suppressed' : any('gone') ? 'bounce' : isComplaint ? 'complaint' : '';
  return [...states, mark === '' && inARow >= 3 ? 'bounces-in-a-row' : mark];
}

/** As EventBridge and Lambda do: what was not taken in is told again. */
async function untilTaken(attempt: () => Promise<unknown>): Promise<void> {
  for (let times = 0; times < 50; times += 1) {
    try {
      await attempt();
      return;
    } catch {}
  }
  throw new Error('never taken in');
}

describe('R-NOT-7, R-NOT-8: events about several notices to one contact', () => {
  it('end as the set of them, one after the other in any order', async () => {
    await fc.assert(
      fc.asyncProperty(events, async (all) => {
        const program = await prepared();
        for (const event of [...all, ...all.slice(0, 2)]) await take(program.store, event);
        expect(await endOf(program)).toEqual(expectedOf(all));
      }),
      { numRuns: 150 },
    );
  });

  it('end the same when all are taken in at once, at any interleaving of their calls', async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.scheduler(), async (all, scheduler) => {
        const program = await prepared();
        const store = program.storeOf(async (name, perform) =>
          scheduler.schedule(Promise.resolve(), name).then(perform),
        );
        const taken = Promise.all(all.map((event) => untilTaken(() => take(store, event))));
        await scheduler.waitFor(taken);
        expect(await endOf(program)).toEqual(expectedOf(all));
      }),
      { numRuns: 150 },
    );
  });

  it('end the same when a call is stopped before or after any of its writes, and repeated', async () => {
    const stops = fc.array(fc.record({ write: fc.nat(20), isDone: fc.boolean() }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(events, stops, async (all, stopped) => {
        const program = await prepared();
        let writes = 0;
        const store = program.storeOf(async (name, perform) => {
          const stop = name === 'PutItemCommand' ? stopped.find(({ write }) => write === writes) : undefined;
          if (name === 'PutItemCommand') writes += 1;
          if (stop?.isDone === false) throw new Error('stopped before the write');
          const answer = perform();
          if (stop !== undefined) throw new Error('stopped after the write');
          return answer;
        });
        for (const event of all) await untilTaken(() => take(store, event));
        expect(await endOf(program)).toEqual(expectedOf(all));
      }),
      { numRuns: 150 },
    );
  });

  it('end the same when a delivery is told between the count of the bounces and the mark', async () => {
    const program = await prepared();
    const bounces = [0, 1, 2].map((stage): Told => ({ stage, said: 'bounced' }));
    for (const event of bounces.slice(0, 2)) await take(program.store, event);
    const delivered: Told = { stage: 1, said: 'delivered' };
    const raced = new RacedTable(program.table, 'PARTNER', () => take(program.store, delivered));
    await take(openStore(raced, config), bounces[2] as Told);
    expect(raced.happened).toBe(true);
    expect(await endOf(program)).toEqual(expectedOf([...bounces, delivered]));
  });
});
