import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CivilDate, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import type { ClosedCycle } from '../../../shared/domain/memberships/membership.ts';
import { readDuePage } from '../../../shared/store/due.ts';
import { SHARDS_ON_ONE_MACHINE, shardOf } from '../../../shared/store/shards.ts';
import type { Store } from '../../../shared/store/store.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';
import { emptyStore, IMPORTED_ON, importRows } from './import-rows.ts';

let tables: TestTables;
let store: Store;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  store = await emptyStore(tables);
  await importRows(store, 'partners', ['P-1,Contoso,KR,contoso.example,,3']);
});

const GOLD = 'P-1,M-1,competency,Data Analytics,gold,true,2025-12-20,0';
const LAP = 'P-1,M-2,learning-action-pack,,,,2024-06-28,2';
const PACK = 'P-1,M-3,action-pack,,,,2026-03-01,';
const membership = async (membershipId: string) =>
  (await store.memberships.get({ partnerId: 'P-1', membershipId }))?.value;
const ledger = async () => (await store.kpiLedgers.get({ partnerId: 'P-1' }))?.value;
const dueOn = async () => (await store.listings.get({ partnerId: 'P-1' }))?.value.dueOn;

/** The listing and the KPI ledger as the workflows leave them: nothing to do. */
async function nothingDue(): Promise<void> {
  const listing = await store.listings.get({ partnerId: 'P-1' });
  if (listing !== null) await store.listings.replace(listing, { ...listing.value, dueOn: null });
  const stored = await store.kpiLedgers.get({ partnerId: 'P-1' });
  if (stored !== null) await store.kpiLedgers.replace(stored, { ...stored.value, refreshOn: null });
}

describe('memberships.csv', () => {
  it('creates memberships in their current cycle, and makes them due', async () => {
    expect(await importRows(store, 'memberships', [GOLD, LAP, PACK])).toEqual(['3 loaded, 0 unchanged']);
    expect(await membership('M-1')).toMatchObject({
      terms: { offer: 'competency', competency: 'Data Analytics', level: 'gold', learningOption: true },
      purchasedOn: '2025-12-20',
      cycle: 1,
      status: { name: 'active' },
      loadedOn: '2027-01-01',
    });
    expect(await membership('M-2')).toMatchObject({ cycle: 3, status: { name: 'active' } });
    const page = { limit: 10, cursor: null };
    const due = await readDuePage(
      store.table,
      'renewal-notices',
      [shardOf('P-1', SHARDS_ON_ONE_MACHINE)],
      IMPORTED_ON,
      page,
    );
    // A stage of M-1 is due; the requirements of M-2, whose stages are far away, are looked at for the first time
    // (R-COMP-5).
    expect(due.keys.map(({ sk }) => sk)).toEqual(['MEMBERSHIP#M-1', 'MEMBERSHIP#M-2']);
  });

  it('imports a membership as expired, without notices, if its window has closed by the day of the import (AD+31, 2027-01-01)', async () => {
    await importRows(store, 'memberships', [
      'P-1,M-1,action-pack,,,,2025-12-01,0',
      'P-1,M-2,action-pack,,,,2025-12-02,0',
    ]);
    expect(await membership('M-1')).toMatchObject({
      status: { name: 'expired', expiredOn: '2027-01-01' },
      notices: {},
    });
    expect(await membership('M-2')).toMatchObject({ status: { name: 'active' } });
  });

  it('changes nothing the second time, even if the membership has changed since', async () => {
    await importRows(store, 'memberships', [GOLD, LAP]);
    await nothingDue();
    const stored = await store.memberships.get({ partnerId: 'P-1', membershipId: 'M-2' });
    await store.memberships.replace(stored!, { ...stored!.value, cycle: 7 });
    const before = await tables.itemsOf(store.table);
    expect(await importRows(store, 'memberships', [GOLD, LAP])).toEqual(['0 loaded, 2 unchanged']);
    expect(await tables.itemsOf(store.table)).toEqual(before);
  });

  it('rejects other terms or another purchase date, and names both values', async () => {
    await importRows(store, 'memberships', [GOLD, LAP]);
    const rows = [
      'P-1,M-1,competency,Data Analytics,silver,true,2025-12-20,0',
      'P-1,M-2,learning-action-pack,,,,2024-06-29,2',
    ];
    expect(await importRows(store, 'memberships', rows)).toEqual([
      '0 loaded, 0 unchanged',
      'memberships.csv line 2, membership_id: got "M-1" as competency Data Analytics silver with Learning option, bought 2025-12-20; allowed: what was loaded first (competency Data Analytics gold with Learning option, bought 2025-12-20), or another id; the command correct-membership corrects it',
      'memberships.csv line 3, membership_id: got "M-2" as learning-action-pack, bought 2024-06-29; allowed: what was loaded first (learning-action-pack, bought 2024-06-28), or another id; the command correct-membership corrects it',
    ]);
    expect(await membership('M-1')).toMatchObject({ terms: { level: 'gold' } });
  });

  it('R-IMP-5: rejects more cycles than are stored, with both numbers and the command', async () => {
    await importRows(store, 'memberships', ['P-1,M-2,learning-action-pack,,,,2024-06-28,1']);
    expect(await importRows(store, 'memberships', [LAP])).toEqual([
      '0 loaded, 0 unchanged',
      'memberships.csv line 2, paid_through_cycle: got "2"; allowed: at most 1, as is stored; the command record-payment records a payment, correct-membership corrects the number',
    ]);
    expect(await membership('M-2')).toMatchObject({ cycle: 2 });
  });

  it('R-IMP-1: does not take an empty number of cycles for none', async () => {
    await importRows(store, 'memberships', [LAP]);
    const silent = 'P-1,M-2,learning-action-pack,,,,2024-06-28,';
    expect(await importRows(store, 'memberships', [silent])).toEqual(['0 loaded, 1 unchanged']);
    expect(await membership('M-2')).toMatchObject({ cycle: 3 });
  });

  it('R-IMP-1: does not take an empty cell for no Learning option, which a new membership does not have', async () => {
    const silent = 'P-1,M-1,competency,Data Analytics,gold,,2025-12-20,';
    await importRows(store, 'memberships', [GOLD]);
    expect(await importRows(store, 'memberships', [silent])).toEqual(['0 loaded, 1 unchanged']);
    expect(await membership('M-1')).toMatchObject({ terms: { learningOption: true } });
    expect(await importRows(store, 'memberships', [silent.replace(',,', ',false,')])).toEqual([
      '0 loaded, 0 unchanged',
      expect.stringContaining(
        'got "M-1" as competency Data Analytics gold, bought 2025-12-20; allowed: what was loaded',
      ),
    ]);
    expect(await importRows(store, 'memberships', [silent.replace('M-1', 'M-9')])).toEqual(['1 loaded, 0 unchanged']);
    expect(await membership('M-9')).toMatchObject({ terms: { learningOption: false } });
  });

  it('accepts the terms that a membership had before a fallback (R-REN-4)', async () => {
    await importRows(store, 'memberships', [GOLD]);
    const stored = await store.memberships.get({ partnerId: 'P-1', membershipId: 'M-1' });
    await store.cycles.create(closedCycle(stored!.value.terms));
    const terms = { ...stored!.value.terms, level: 'silver' as const };
    await store.memberships.replace(stored!, { ...stored!.value, terms, cycle: 2 });
    expect(await importRows(store, 'memberships', [GOLD])).toEqual(['0 loaded, 1 unchanged']);
  });

  it('accepts a repeated row once, and rejects a different row with the same id', async () => {
    expect(await importRows(store, 'memberships', [LAP, LAP, 'P-1,M-2,learning-action-pack,,,,2024-06-28,1'])).toEqual([
      '1 loaded, 1 unchanged',
      'memberships.csv line 4, membership_id: got "M-2" again; allowed: each membership_id of a partner once (first on line 2)',
    ]);
    expect(await membership('M-2')).toMatchObject({ cycle: 3 });
  });

  it('rejects memberships of unknown partners', async () => {
    expect(await importRows(store, 'memberships', ['P-9,M-1,action-pack,,,,2026-03-01,'])).toEqual([
      '0 loaded, 0 unchanged',
      'memberships.csv line 2, partner_id: got "P-9", an unknown partner; allowed: a partner that is loaded already',
    ]);
  });
});

describe('a new membership', () => {
  it.each([
    ['a competency with its Learning option', GOLD, '2027-02-01', '2027-02-01'],
    ['a competency without', 'P-1,M-1,competency,Data Analytics,gold,false,2026-12-20,0', '2027-02-01', null],
    ['an advanced specialization', 'P-1,M-1,advanced-specialization,Kubernetes,,,2026-12-20,0', '2027-02-01', null],
    ['a LAP', LAP, undefined, '2027-02-01'],
    ['an Action Pack', PACK, undefined, null],
  ])('%s: is due for the KPI refresh %s, and makes the listing due %s', async (_, row, refreshOn, listingDueOn) => {
    await importRows(store, 'listings', ['P-1,Contoso,KR,https://contoso.example/learn,true,true,true']);
    await nothingDue();
    await importRows(store, 'memberships', [row], civilDateOf('2027-02-01'));
    expect((await ledger())?.refreshOn).toBe(refreshOn);
    expect(await dueOn()).toBe(listingDueOn);
  });

  it('keeps an earlier day of the KPI refresh', async () => {
    await importRows(store, 'memberships', [GOLD], civilDateOf('2027-02-01'));
    await importRows(store, 'memberships', [GOLD.replace('M-1', 'M-4')], civilDateOf('2027-02-10'));
    expect((await ledger())?.refreshOn).toBe('2027-02-01');
  });

  it('makes an idle KPI ledger due again', async () => {
    await importRows(store, 'memberships', [GOLD]);
    await nothingDue();
    await importRows(store, 'memberships', [GOLD.replace('M-1', 'M-4')], civilDateOf('2027-02-10'));
    expect((await ledger())?.refreshOn).toBe('2027-02-10');
  });
});

function closedCycle(terms: ClosedCycle['terms']): ClosedCycle {
  const paidOn = '2027-01-02' as CivilDate;
  return {
    partnerId: 'P-1',
    membershipId: 'M-1',
    cycle: 1,
    anniversary: '2026-12-20' as CivilDate,
    terms,
    covers: [],
    openedBy: null,
    reopened: 0,
    expiredOn: null,
    override: null,
    renewal: {
      cycle: 1,
      kind: 'renewed',
      paidOn,
      recordedOn: paidOn,
      reference: 'R',
      stamp: null,
      commandId: 'C',
      ended: [terms],
    },
    notices: {},
  };
}
