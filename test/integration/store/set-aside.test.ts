/** A page with an item that cannot be read, at the table itself. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readPartnerState } from '../../../infra/local/simulation/results/read-partner-state.ts';
import { type CivilDate, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../shared/domain/core/history.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import { NEVER_MERGED } from '../../../shared/domain/partners/partner.ts';
import { decideNotices } from '../../../shared/domain/renewal/renewal-notices.ts';
import type { OutgoingMail } from '../../../shared/mail/sender.ts';
import { countSetAside, readOldestDueDate } from '../../../shared/store/due.ts';
import { SHARDS_ON_ONE_MACHINE, shardOf } from '../../../shared/store/shards.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { type Item, type Key, Table } from '../../../shared/store/table.ts';
import type { PageInput, PageOutput } from '../../../shared/sweep/page-state.ts';
import { runPages } from '../../../shared/sweep/run-pages.ts';
import { membershipSweep } from '../../../shared/workflows/sweeps/membership-sweep.ts';
import { emptyStore, sampleConfig } from '../import/import-rows.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';

/** Of one segment. */
const IDS = Array.from({ length: 200 }, (_, index) => `P-${index + 1}`).filter(
  (id) => shardOf(id, SHARDS_ON_ONE_MACHINE) === 0,
);
const [POISONED, ...OTHERS] = IDS.slice(0, 25) as [string, ...string[]];

let tables: TestTables;
let store: Store;
let mails: OutgoingMail[];
const config = sampleConfig();

beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());
/** Memberships of AD 2027-09-01, whose first notice is due on 2027-08-02; one of them cannot be read. */
beforeEach(async () => {
  store = await emptyStore(tables);
  mails = [];
  for (const partnerId of [POISONED, ...OTHERS]) await load(partnerId);
  await change(POISONED, (item) => ({ ...item, value: 'spoilt' }));
});

const PACK = { offer: 'action-pack', competency: null, level: null, learningOption: false } as const;

const membership = (partnerId: string) => {
  const facts = { partnerId, membershipId: 'M1', purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6 };
  return newMembership(PACK, facts, civilDateOf('2027-01-01'));
};

async function load(partnerId: string): Promise<void> {
  const contact = { role: 'global-admin', name: 'Kim', email: `kim@${partnerId}.example`, locale: 'en' } as const;
  const lists = {
    verifiedDomains: [],
    profileReviews: [],
    contacts: [contact],
    unreachable: [],
    history: NO_HISTORY,
    ...NEVER_MERGED,
  };
  await store.partners.create({ partnerId, name: 'Contoso', country: 'KR', mctCount: 0, ...lists });
  await store.memberships.create(membership(partnerId));
}

const keyOf = (partnerId: string): Key => store.memberships.key({ partnerId, membershipId: 'M1' });
const stored = (partnerId: string) => store.table.get(keyOf(partnerId));

async function change(partnerId: string, changed: (item: Item) => Item): Promise<void> {
  const item = (await stored(partnerId)) as Item & Key;
  await store.table.put(changed(item) as Item & Key, { unchanged: ['version'], item });
}

class WatchedTable extends Table {
  readonly inner: Table;
  readonly reads: number[] = [];
  beforePut: (item: Item & Key) => Promise<void> = async () => {};

  constructor(inner: Table) {
    super(undefined as never, inner.name);
    this.inner = inner;
  }
  override get = (key: Key) => this.inner.get(key);
  override getAll = (wanted: readonly Key[]) => {
    this.reads.push(wanted.length);
    return this.inner.getAll(wanted);
  };
  override query = (...range: Parameters<Table['query']>) => this.inner.query(...range);
  override put = async (...[item, condition]: Parameters<Table['put']>) => {
    await this.beforePut(item);
    return this.inner.put(item, condition);
  };
}

function page(
  day: string,
  table: Table = store.table,
  clock?: () => number,
  mode: 'sweep' | 'settle' = 'sweep',
): Promise<PageOutput> {
  const asOf = civilDateOf(day);
  const run = { runId: `run-${day}`, workflow: 'renewal-notices' as const, asOf, dryRun: false, isPartial: false };
  const state: PageInput['state'] = {
    run: { ...run, startedAt: `${day}T08:00:00Z`, reason: null, phase: null },
    segment: { index: 0, shards: [0], partnerIds: null },
    mode,
    page: 0,
    cursor: null,
    totals: null,
    settleBefore: mode === 'settle' ? `${day}T07:58:00Z` : null,
  };
  const send = async (mail: OutgoingMail) => {
    mails.push(mail);
    return { outcome: 'sent', messageId: `m${mails.length}` } as const;
  };
  const deps = {
    store: openStore(table, config),
    config,
    post: { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' },
    operators: 'operators@vendor.example',
    reports: { bucket: 'reports', put: async () => {} },
  };
  const work = membershipSweep({ workflow: 'renewal-notices', decide: decideNotices }, deps);
  return runPages(work, { state, now: `${day}T08:00:00Z` }, clock);
}

const failureRecord = () =>
  store.failureRecords.get({ partnerId: POISONED, workflow: 'renewal-notices', subject: 'M1' });
const overdue = (day: string): Promise<CivilDate | null> =>
  readOldestDueDate(store.table, 'renewal-notices', civilDateOf(day));

describe('a page with an item that cannot be read', () => {
  it('acts on all other items, and finds the corrupt one by bisection', async () => {
    const table = new WatchedTable(store.table);
    expect((await page('2027-08-02', table)).totals).toMatchObject({ examined: 25, acted: 24, failed: 1, setAside: 0 });
    expect(new Set(mails.map(({ to }) => to))).toEqual(new Set(OTHERS.map((id) => `kim@${id}.example`)));
    // All at once; then at most two halves each of 25, 13, 7, 4 and 2; and what is known of the failure.
    expect(table.reads.length).toBeLessThanOrEqual(1 + 2 * 5 + 1);
  });

  it('is a page of one item on the next day, and no slower for the others', async () => {
    await page('2027-08-02');
    const table = new WatchedTable(store.table);
    await page('2027-08-03', table);
    expect(table.reads).toHaveLength(2);
    expect(await overdue('2027-08-03')).toBe('2027-08-02');
  });

  it.each([
    ['2027-08-08', 0, '2027-08-02'],
    ['2027-08-09', 1, null],
  ])('has set aside, on %s, %i items', async (day, setAside, oldest) => {
    await page('2027-08-02');
    expect((await page(day)).totals).toMatchObject({ examined: 1, failed: 1, setAside });
    expect([await countSetAside(store.table, 'renewal-notices'), await overdue(day)]).toEqual([setAside, oldest]);
    expect(mails.filter(({ to }) => to === 'operators@vendor.example')).toHaveLength(setAside);
  });

  it('is set aside in settling, too, where an item may fail whose sweep did not', async () => {
    const settle = (day: string) => page(day, store.table, undefined, 'settle');
    expect((await settle('2027-08-02')).totals).toMatchObject({ failed: 1, setAside: 0 });
    expect((await settle('2027-08-09')).totals).toMatchObject({ failed: 1, setAside: 1 });
    expect(mails.filter(({ to }) => to === 'operators@vendor.example')).toHaveLength(1);
  });

  it('keeps what the item says, and leaves it due for the other workflow', async () => {
    const before = await stored(POISONED);
    await page('2027-08-02');
    await page('2027-08-09');
    expect(await stored(POISONED)).toEqual({
      ...before,
      dueWork: 'set-aside#renewal-notices',
      dueOn: `2027-08-09#${POISONED}#M1`,
    });
  });

  it('sets aside an item that has lost even its version', async () => {
    await change(POISONED, ({ version: _version, ...rest }) => rest);
    await page('2027-08-02');
    expect((await page('2027-08-09')).totals).toMatchObject({ setAside: 1 });
    expect((await failureRecord())?.value).toMatchObject({ version: null, setAsideOn: '2027-08-09' });
  });

  it('sets aside an item whose key attributes name another item', async () => {
    const [other = ''] = OTHERS;
    await change(POISONED, (item) => ({ ...item, value: membership(other) }));
    expect((await page('2027-08-02')).totals).toMatchObject({ examined: 25, acted: 24, failed: 1 });
    expect((await failureRecord())?.value.reason).toContain(`its ids are those of PARTNER#${other} MEMBERSHIP#M1`);
  });

  it('does not set aside an item that another writer changed in between', async () => {
    await page('2027-08-02');
    const table = new WatchedTable(store.table);
    table.beforePut = async ({ pk, dueWork }) => {
      if (dueWork === 'set-aside#renewal-notices' && pk === `PARTNER#${POISONED}`)
        await change(POISONED, (item) => ({ ...item, version: 9 }));
    };
    expect((await page('2027-08-09', table)).totals).toMatchObject({ failed: 1, setAside: 0 });
    expect(await stored(POISONED)).toMatchObject({ version: 9, dueOn: `2027-08-02#${POISONED}#M1` });
    // Written since: its failures are counted anew.
    expect((await page('2027-08-12')).totals).toMatchObject({ setAside: 0 });
    expect((await failureRecord())?.value).toMatchObject({ since: '2027-08-12', setAsideOn: null });
  });

  it('continues if the failure record cannot be written', async () => {
    const table = new WatchedTable(store.table);
    table.beforePut = async ({ sk }) => {
      if (sk.startsWith('FAILURE#')) throw new Error('the table is full');
    };
    expect((await page('2027-08-02', table)).totals).toMatchObject({ acted: 24, failed: 1 });
    expect(mails).toHaveLength(24);
    expect(await failureRecord()).toBeNull();
  });

  it('refuses 100 contacts with Korean names that are more than 400 KB in bytes, and keeps what was stored', async () => {
    const partner = await store.partners.get({ partnerId: POISONED });
    if (partner === null) throw new Error('it was not loaded');
    const contacts = Array.from({ length: 100 }, (_, index) => ({
      role: 'global-admin' as const,
      name: '김'.repeat(1400),
      email: `kim${index}@p-1.example`,
      locale: 'ko-KR' as const,
    }));
    const write = store.partners.replace(partner, { ...partner.value, contacts });
    await expect(write).rejects.toMatchObject({
      name: 'ItemTooLarge',
      ids: { pk: `PARTNER#${POISONED}`, sk: 'PARTNER' },
    });
    expect(await store.partners.get({ partnerId: POISONED })).toEqual(partner);
  });

  it('stops after one minute of failures, and continues in the next call', async () => {
    for (const partnerId of OTHERS) await change(partnerId, (item) => ({ ...item, value: 'spoilt' }));
    let now = 0;
    const clock = () => {
      now += 10_000;
      return now;
    };
    const { totals, cursor, done } = await page('2027-08-02', store.table, clock);
    expect([totals?.examined, done, cursor === null]).toEqual([7, false, false]);
  });

  it('leaves an alert that the simulation finds among the mails', async () => {
    await page('2027-08-02');
    await page('2027-08-09');
    await change(POISONED, (item) => ({ ...item, value: membership(POISONED) }));
    const { mails: lines } = await readPartnerState(store, config, POISONED, civilDateOf('2027-08-09'));
    expect(lines).toEqual([
      expect.objectContaining({
        asOf: '2027-08-09',
        workflow: 'renewal-notices',
        kind: 'operator-alert',
        stage: null,
        partnerId: POISONED,
        membershipId: 'M1',
        cycle: null,
        to: 'operators@vendor.example',
        subject: `Operator alert: An item was set aside for Contoso (${POISONED})`,
      }),
    ]);
  });

  it('writes a failure record once a day, however often the workflow runs', async () => {
    await page('2027-08-02');
    const first = await failureRecord();
    await page('2027-08-02');
    expect(await failureRecord()).toEqual(first);
  });
});
