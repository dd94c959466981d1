/**
 * A call that is killed while its items are in as many states as there are: nothing is lost, and what SES accepted is
 * not sent again (R-NOT-2).
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { addDays, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import type { MailEvent } from '../../../shared/domain/notices/mail-events/mail-event.ts';
import { parseNoticeId } from '../../../shared/domain/notices/notice-id.ts';
import { decideDailyNotices } from '../../../shared/domain/renewal/daily-notices.ts';
import type { OutgoingMail, SendOutcome } from '../../../shared/mail/sender.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import type { PageState } from '../../../shared/sweep/page-state.ts';
import { runPages } from '../../../shared/sweep/run-pages.ts';
import { processMailEvent } from '../../../shared/workflows/mail-events/process-mail-event.ts';
import { membershipSweep } from '../../../shared/workflows/sweeps/membership-sweep.ts';
import { DAY, writeProgram } from '../../bench/sweep/program.ts';
import { MEMORY_TABLE, MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
import { sampleConfig } from '../import/import-rows.ts';

/** How far a request of an item comes: it is answered, carried out without an answer, or neither. */
type Fate = 'answered' | 'done' | 'lost';
/** Of an item: the write of its claims, its two mails, the write of their outcomes. */
type Fates = readonly [claims: Fate, mail: Fate, otherMail: Fate, outcomes: Fate];

const STATES: readonly Fates[] = [
  ['lost', 'lost', 'lost', 'lost'],
  ['done', 'lost', 'lost', 'lost'],
  ['answered', 'lost', 'lost', 'lost'],
  ['answered', 'done', 'lost', 'lost'],
  ['answered', 'done', 'done', 'lost'],
  ['answered', 'answered', 'done', 'lost'],
  ['answered', 'answered', 'answered', 'lost'],
  ['answered', 'answered', 'answered', 'done'],
];
const ITEMS = STATES.length;
const never = new Promise<never>(() => {});

/** The program, whose first call is killed once each of its items has come as far as its state says. */
async function killedProgram(stateOf: (item: number) => Fates) {
  const memory = new MemoryDynamoDb();
  const plain = memory.client(async (_, perform) => perform());
  const config = sampleConfig();
  const store = openStore(new Table(plain, MEMORY_TABLE), config);
  await writeProgram(store, ITEMS, 2);
  const mails: string[] = [];
  const requests = new Map<string, number>();

  /** The next request of a partner's item. */
  const meet = async <T>(partnerId: string, perform: () => T): Promise<T> => {
    const made = requests.get(partnerId) ?? 0;
    requests.set(partnerId, made + 1);
    const fate = stateOf(Number(partnerId.slice(2)))[made] ?? 'lost';
    if (fate === 'lost') return never;
    const answer = perform();
    return fate === 'done' ? never : answer;
  };
  const killed = {
    send: (command: { constructor: { name: string }; input: { Item?: { pk: { S: string } } } }) => {
      const send = (): Promise<unknown> => plain.send(command as never);
      const partnerId = command.input.Item?.pk.S.replace('PARTNER#', '');
      return partnerId === undefined ? send() : meet(partnerId, send);
    },
  } as unknown as DynamoDBClient;
  const accept = ({ noticeId }: OutgoingMail): SendOutcome => {
    mails.push(noticeId);
    return { outcome: 'sent', messageId: `m-${mails.length}` };
  };
  const partnerOf = ({ noticeId }: OutgoingMail): string => parseNoticeId(noticeId)?.partnerId ?? '';

  const depsOf = (around: Store, send: (mail: OutgoingMail) => Promise<SendOutcome>) => ({
    ...{ store: around, config, operators: 'operators@vendor.example' },
    post: { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' },
    reports: { bucket: 'reports', put: async () => {} },
  });
  const first = depsOf(openStore(new Table(killed, MEMORY_TABLE), config), (mail) =>
    meet(partnerOf(mail), () => accept(mail)),
  );
  const later = depsOf(store, async (mail) => accept(mail));
  return { store, mails, first, later };
}

type Deps = Awaited<ReturnType<typeof killedProgram>>['first'];

const stateAt = (on: string, at: string): PageState => ({
  run: {
    ...{ runId: `renewal-notices-${at}`, workflow: 'renewal-notices', asOf: civilDateOf(on), dryRun: false },
    ...{ isPartial: false, startedAt: at, reason: null, phase: null },
  },
  segment: { index: 0, shards: [0, 1, 2, 3], partnerIds: null },
  ...{ mode: 'sweep', page: 0, cursor: null, totals: null, settleBefore: null },
});

const begin = (deps: Deps, on: string, at: string) =>
  runPages(
    membershipSweep({ workflow: 'renewal-notices', decide: decideDailyNotices }, { ...deps, itemsInFlight: ITEMS }),
    {
      state: stateAt(on, at),
      now: at,
    },
  );

/** A run to its end, with the two minutes in which events come. */
async function run(deps: Deps, on: string, at: string) {
  const work = membershipSweep({ workflow: 'renewal-notices', decide: decideDailyNotices }, deps);
  const output = await begin(deps, on, at);
  if (!output.needsSettling) return output;
  const now = new Date(Date.parse(at) + 150_000).toISOString();
  const state: PageState = { ...output, mode: 'settle', page: 0, cursor: null, settleBefore: at };
  return runPages(work, { state, now });
}

async function tellAccepted(mails: readonly string[], deps: Deps): Promise<void> {
  for (const [index, noticeId] of mails.entries()) {
    const at = `${DAY}T08:00:01.000Z`;
    const event: MailEvent = {
      what: 'accepted',
      noticeId,
      messageId: `m-${index + 1}`,
      subject: 's',
      at,
      mailedAt: at,
    };
    await processMailEvent(event, { runId: `event-${index}`, now: at, asOf: civilDateOf(DAY) }, deps);
  }
}

async function statusesOf(store: Store): Promise<string[]> {
  const ids = Array.from({ length: ITEMS }, (_, item) => ({ partnerId: `P-00000${item}`, membershipId: 'M-1' }));
  const memberships = await store.memberships.getAll(ids);
  return memberships.flatMap(({ value }) =>
    Object.values(value.notices).flatMap((record) => record.notices.map(({ state }) => state.status)),
  );
}

const ROTATIONS = Array.from({ length: ITEMS }, (_, by) => by);

describe('a call that is killed with eight items in eight states', () => {
  it.each(ROTATIONS)(
    'leaves each notice to be sent once, the events told in time (the states begin with %i)',
    async (by) => {
      const { store, mails, first, later } = await killedProgram((item) => STATES[(item + by) % ITEMS] as Fates);
      void begin(first, DAY, `${DAY}T08:00:00.000Z`);
      for (let turn = 0; turn < 50; turn += 1) await nextTurn();
      // 0, 0, 0, 1, 2, 2, 2, 2 mails of the states above.
      expect(mails).toHaveLength(9);
      await tellAccepted(mails, later);
      await run(later, DAY, `${DAY}T08:10:00.000Z`);
      expect(mails).toHaveLength(2 * ITEMS);
      expect(new Set(mails).size).toBe(2 * ITEMS);
      expect(await statusesOf(store)).toEqual(Array.from({ length: 2 * ITEMS }, () => 'sent'));
      await run(later, addDays(civilDateOf(DAY), 1), `${addDays(civilDateOf(DAY), 1)}T08:00:00.000Z`);
      expect(mails, 'on the next day nothing is due').toHaveLength(2 * ITEMS);
    },
  );

  it('leaves each notice to be sent, and again only those whose answer nobody knows, if no event comes', async () => {
    const { mails, first, later } = await killedProgram((item) => STATES[item] as Fates);
    void begin(first, DAY, `${DAY}T08:00:00.000Z`);
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    await run(later, DAY, `${DAY}T08:10:00.000Z`);
    const copies = new Map<string, number>();
    for (const noticeId of mails) copies.set(noticeId, (copies.get(noticeId) ?? 0) + 1);
    expect(copies.size).toBe(2 * ITEMS);
    // States 3 to 6: one, two, two and two mails were accepted and are recorded nowhere.
    expect([...copies.values()].filter((count) => count === 2)).toHaveLength(7);
    expect(Math.max(...copies.values())).toBe(2);
  });
});
