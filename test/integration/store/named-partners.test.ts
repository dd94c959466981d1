/** A run for named partners with more memberships than a page holds, at the table itself. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../shared/domain/core/history.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import { NEVER_MERGED } from '../../../shared/domain/partners/partner.ts';
import { decideNotices } from '../../../shared/domain/renewal/renewal-notices.ts';
import type { OutgoingMail } from '../../../shared/mail/sender.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { type Item, type Key, Table } from '../../../shared/store/table.ts';
import type { PageInput, PageOutput } from '../../../shared/sweep/page-state.ts';
import { runPages } from '../../../shared/sweep/run-pages.ts';
import { membershipSweep } from '../../../shared/workflows/sweeps/membership-sweep.ts';
import { emptyStore, sampleConfig } from '../import/import-rows.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';

const PARTNERS = ['P-3', 'P-1', 'P-2'];
/** Memberships of each: 60 in all. */
const EACH = 20;
/** A notice is due for all of them: their AD is 2027-09-01. */
const DAY = '2027-08-02';

let tables: TestTables;
let store: Store;
let told: string[];
const config = sampleConfig();

beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  store = await emptyStore(tables);
  told = [];
  for (const partnerId of PARTNERS) await load(partnerId);
});

const membershipIds = Array.from({ length: EACH }, (_, index) => `M-${100 + index}`);
const ALL = PARTNERS.flatMap((partnerId) => membershipIds.map((membershipId) => `${partnerId} ${membershipId}`));

async function load(partnerId: string): Promise<void> {
  const contact = { role: 'global-admin', name: 'Kim', email: `kim@${partnerId}.example`, locale: 'en' } as const;
  const lists = { verifiedDomains: [], profileReviews: [], contacts: [contact], unreachable: [], history: NO_HISTORY };
  await store.partners.create({ partnerId, name: 'Contoso', country: 'KR', mctCount: 0, ...lists, ...NEVER_MERGED });
  for (const membershipId of membershipIds) await create(partnerId, membershipId);
}

async function create(partnerId: string, membershipId: string): Promise<void> {
  const terms = { offer: 'competency', competency: 'Data Analytics', level: 'silver', learningOption: false } as const;
  const facts = { partnerId, membershipId, purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6 };
  await store.memberships.create(newMembership(terms, facts, civilDateOf('2027-01-01')));
}

/** Answers, until the process dies: from then on nothing that it does reaches the table. */
class MortalTable extends Table {
  readonly #inner: Table;
  #putsLeft: number;

  constructor(inner: Table, puts: number) {
    super(undefined as never, inner.name);
    this.#inner = inner;
    this.#putsLeft = puts;
  }
  override get = (key: Key) => this.#inner.get(key);
  override getAll = (wanted: readonly Key[]) => this.#inner.getAll(wanted);
  override query = (...range: Parameters<Table['query']>) => this.#inner.query(...range);
  override put = async (...[item, condition]: Parameters<Table['put']>) => {
    if (this.#putsLeft <= 0) throw new Error('killed');
    this.#putsLeft -= 1;
    return this.#inner.put(item as Item & Key, condition);
  };
}

const BEGIN: PageInput['state'] = {
  run: {
    runId: 'run-1',
    workflow: 'renewal-notices',
    asOf: civilDateOf(DAY),
    dryRun: false,
    isPartial: true,
    startedAt: `${DAY}T08:00:00Z`,
    reason: null,
    phase: null,
  },
  segment: { index: 0, shards: [], partnerIds: PARTNERS },
  mode: 'sweep',
  page: 0,
  cursor: null,
  totals: null,
  settleBefore: null,
};

function page(
  state: PageInput['state'],
  clock?: () => number,
  table: Table = store.table,
  closedUntil: () => string | null = () => null,
): Promise<PageOutput> {
  const send = async (mail: OutgoingMail) => {
    told.push(mail.to);
    return { outcome: 'sent', messageId: `m${told.length}` } as const;
  };
  const deps = {
    store: openStore(table, config),
    config,
    post: { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' },
    operators: 'operators@vendor.example',
    reports: { bucket: 'reports', put: async () => {} },
    closedUntil,
  };
  const work = membershipSweep({ workflow: 'renewal-notices', decide: decideNotices }, deps);
  // As Step Functions hands it over: as JSON.
  return runPages(work, { state: JSON.parse(JSON.stringify(state)), now: `${DAY}T08:00:00Z` }, clock);
}

/** Time for 25 items: each look at the clock is 2.5 s after the one before, and after a minute none is begun. */
function slowClock(): () => number {
  let now = 0;
  return () => {
    now += 2_500;
    return now;
  };
}

async function callsFrom(first: PageInput['state'], between: () => Promise<unknown> = async () => {}) {
  const pages: PageOutput[] = [];
  for (let state = first; ; state = pages.at(-1) ?? first) {
    pages.push(await page(state, slowClock()));
    if (pages.at(-1)?.done) return pages;
    await between();
  }
}

/** Memberships that have a notice, with how often it was accepted. */
async function accepted(): Promise<string[]> {
  const items = await tables.itemsOf(store.table);
  return items.flatMap((item) => {
    if (!String(item.sk).startsWith('MEMBERSHIP#')) return [];
    const { value } = store.memberships.parse(item);
    const states = Object.values(value.notices).flatMap(({ notices }) => notices.map(({ state }) => state.status));
    return states.filter((status) => status === 'sent').map(() => `${value.partnerId} ${value.membershipId}`);
  });
}

describe('a run for partners with 60 memberships', () => {
  it('goes through them in calls of 25, each once', async () => {
    const pages = await callsFrom(BEGIN);
    expect(pages.map(({ totals }) => totals?.examined)).toEqual([25, 50, 60]);
    expect(pages.at(-1)?.totals).toMatchObject({ acted: 60, failed: 0, unsettled: 0 });
    expect((await accepted()).toSorted()).toEqual(ALL.toSorted());
    expect(told).toHaveLength(60);
  });

  it('begins no item after a minute, and goes on in the next call', async () => {
    let now = 0;
    const clock = () => {
      now += 10_000;
      return now;
    };
    const first = await page(BEGIN, clock);
    expect([first.totals?.examined, first.done]).toEqual([7, false]);
    expect((await callsFrom(first)).at(-1)?.totals).toMatchObject({ examined: 60, acted: 60 });
    expect(told).toHaveLength(60);
  });

  it('is killed with eight items in flight and repeated: each has its notice once, and those without an answer wait for settling', async () => {
    const first = await page(BEGIN, slowClock());
    // Each membership is written twice, as a claim and with its answer: an odd number of writes leaves one without.
    await page(first, slowClock(), new MortalTable(store.table, 23));
    const unanswered = told.length - (await accepted()).length;
    expect([unanswered > 0, unanswered <= 8]).toEqual([true, true]);
    const calls = await callsFrom(first);
    expect(calls.at(-1)).toMatchObject({ totals: { examined: 60, failed: 0 }, needsSettling: true });
    expect(told).toHaveLength(60);
    expect(new Set(await accepted()).size).toBe(60 - unanswered);
    const settling = { ...BEGIN, mode: 'settle' as const, settleBefore: `${DAY}T08:00:00Z` };
    await callsFrom(settling);
    expect((await accepted()).toSorted()).toEqual(ALL.toSorted());
    // Nobody knows whether these were sent: they are sent once more.
    expect(told).toHaveLength(60 + unanswered);
  });

  it('stops early once the daily quota is used up, and the next run goes on with what is left', async () => {
    const until = `${DAY}T08:10:00.000Z`;
    const closed = () => (told.length >= 10 ? until : null);
    const stopped = await page(BEGIN, undefined, store.table, closed);
    expect(stopped).toMatchObject({ done: true, cursor: null, closedUntil: until, needsSettling: false });
    // What was in flight has come to its end.
    expect(told.length).toBeLessThan(10 + 8);
    expect(stopped.totals).toMatchObject({ examined: told.length, acted: told.length, failed: 0 });
    expect((await callsFrom(BEGIN)).at(-1)?.closedUntil ?? null).toBeNull();
    expect(told).toHaveLength(60);
    expect((await accepted()).toSorted()).toEqual(ALL.toSorted());
  });

  it('is previewed to its end, also while nothing can be sent', async () => {
    const preview = { ...BEGIN, run: { ...BEGIN.run, dryRun: true } };
    const previewed = await page(preview, undefined, store.table, () => `${DAY}T08:10:00.000Z`);
    expect(previewed).toMatchObject({ done: true, totals: { examined: 60 } });
    expect(previewed.closedUntil ?? null).toBeNull();
  });

  it('gets memberships between two calls: those already seen do not come again, none is left out', async () => {
    const added = ['M-000', 'M-105a', 'M-999'];
    let next = 0;
    const pages = await callsFrom(BEGIN, async () => {
      next += 1;
      if (next === 1) for (const membershipId of added) await create('P-1', membershipId);
    });
    // The first call ended with M-104 of P-1: M-000 lies before it, and waits for the next run.
    expect(pages.at(-1)?.totals).toMatchObject({ examined: 62, acted: 62 });
    expect((await accepted()).toSorted()).toEqual([...ALL, 'P-1 M-105a', 'P-1 M-999'].toSorted());
    expect(told).toHaveLength(62);
  });
});
