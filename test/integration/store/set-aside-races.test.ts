/** What was set aside is taken up again while somebody else writes it: nothing of that may be lost. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import type { Workflow } from '../../../shared/domain/core/workflow.ts';
import { newListing } from '../../../shared/domain/directory/listing.ts';
import { emptyKpiLedger } from '../../../shared/domain/kpi/kpi.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import { setAsideAttributes } from '../../../shared/store/keys.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import type { Item, Key, Table } from '../../../shared/store/table.ts';
import { retrySetAside } from '../../../shared/workflows/commands/retry-set-aside.ts';
import { makeKpiRecountDue } from '../../../shared/workflows/due/make-kpi-due.ts';
import { importRows, sampleConfig } from '../import/import-rows.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';
import { RacedTable } from '../support/tripwire.ts';

let tables: TestTables;
let table: Table;
let store: Store;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

const config = sampleConfig();
const DAY = civilDateOf('2027-08-02');
const P1 = { partnerId: 'P-1' };
const M1 = { ...P1, membershipId: 'M1' };
const CALL = { asOf: DAY, runId: 'run-1', now: `${DAY}T08:00:00Z`, commandId: 'C-1' };

/** A partner with a membership, a KPI ledger and a listing. */
beforeEach(async () => {
  table = await tables.create();
  store = openStore(table, config);
  await importRows(store, 'partners', ['P-1,One,KR,,,1']);
  const terms = { offer: 'action-pack', competency: null, level: null, learningOption: false } as const;
  const facts = { ...M1, purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6 };
  await store.memberships.create(newMembership(terms, facts, civilDateOf('2027-01-01')));
  await store.kpiLedgers.create({ ...emptyKpiLedger('P-1'), refreshOn: DAY });
  const content = {
    displayName: 'One',
    country: 'KR',
    url: 'https://one.example/',
    aboutPartnerOnly: true,
    noCompetitors: true,
    ownedByPartner: true,
  };
  await store.listings.create(newListing('P-1', content, false, DAY));
});

async function putAside(workflow: Workflow, subject: string, key: Key): Promise<void> {
  const item = (await table.get(key)) as Item & Key;
  const moved = { ...item, ...setAsideAttributes(workflow, DAY, { ...P1, subject }) };
  await table.put(moved, { version: Number(item.version) });
  const row = { since: DAY, lastOn: DAY, version: 1, reason: 'broken', setAsideOn: DAY, notices: {}, stamp: null };
  await store.failureRecords.create({ ...P1, workflow, subject, ...row });
}

/** `meanwhile` happens right before the command writes an item of this sort key. */
async function retriedWhile(sk: string, meanwhile: () => Promise<unknown>) {
  const raced = new RacedTable(table, sk, meanwhile);
  const post = {
    send: () => Promise.reject(new Error('nothing is to be sent')),
    partnerCenterUrl: '',
    timeZone: 'UTC',
  };
  const deps = { store: openStore(raced, config), config, post, operators: '' };
  const result = await retrySetAside({ command: 'retry-set-aside', ...P1, ticket: '1' }, CALL, deps);
  expect(raced.happened).toBe(true);
  expect(result.outcome).toBe('done');
}

it('retry-set-aside keeps a KPI ledger marked for a recount if an import brings lines at the same time', async () => {
  await putAside('kpi-refresh', '-', store.kpiLedgers.key(P1));
  await retriedWhile('KPI', () => makeKpiRecountDue(store, 'P-1', DAY));
  expect((await store.kpiLedgers.get(P1))?.value).toMatchObject({ dirty: true, refreshOn: DAY });
});

it('retry-set-aside keeps the content of a listing that is set at the same time', async () => {
  await putAside('directory-submission', '-', store.listings.key(P1));
  await retriedWhile('LISTING', async () => {
    const listing = await store.listings.get(P1);
    if (listing === null) throw new Error('the listing is gone');
    const content = { ...listing.value.content, displayName: 'Another' };
    await store.listings.replace(listing, { ...listing.value, content });
  });
  expect((await store.listings.get(P1))?.value.content.displayName).toBe('Another');
});

it('retry-set-aside keeps the next cycle of a membership that is renewed at the same time', async () => {
  await putAside('renewal-notices', 'M1', store.memberships.key(M1));
  await retriedWhile('MEMBERSHIP#', async () => {
    const membership = await store.memberships.get(M1);
    if (membership === null) throw new Error('the membership is gone');
    await store.memberships.replace(membership, { ...membership.value, cycle: 8 });
  });
  expect((await store.memberships.get(M1))?.value.cycle).toBe(8);
});
