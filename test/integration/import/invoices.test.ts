import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CivilDate, type CivilMonth, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { WriteConflict } from '../../../shared/errors.ts';
import type { Store } from '../../../shared/store/store.ts';
import { retryOnConflict } from '../../../shared/store/write-conflicts.ts';
import type { PageCall } from '../../../shared/sweep/sweep.ts';
import { makeKpiRecountDue } from '../../../shared/workflows/due/make-kpi-due.ts';
import { readPartnerEvidence } from '../../../shared/workflows/reads/partner-evidence.ts';
import { kpiSweep } from '../../../shared/workflows/sweeps/kpi-sweep.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';
import { emptyStore, importRows, sampleConfig } from './import-rows.ts';

let tables: TestTables;
let store: Store;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  store = await emptyStore(tables);
  await importRows(store, 'partners', ['P-1,Contoso,KR,contoso.example,,3', 'P-2,Fabrikam,TW,,,']);
});

const FIRST = 'P-1,INV-1,1,invoice,2026-11-05,MOC,3,2.4,103.29,KRW';
const SECOND = 'P-1,INV-1,2,invoice,2026-11-05,MOC,1,1.6,20,KRW';
const line = async (number: string) =>
  (await store.invoiceLines.get({ partnerId: 'P-1', invoiceNumber: 'INV-1', line: number }))?.value;
const ledger = async (partnerId = 'P-1') => (await store.kpiLedgers.get({ partnerId }))?.value;

const callOn = (asOf: CivilDate) =>
  ({ run: { runId: 'r', workflow: 'kpi-refresh', asOf, dryRun: false }, mode: 'sweep' }) as unknown as PageCall;

/** A refresh of P-1, as the page would do it, in two steps: what it reads first, and the rest. */
function refresh(asOf = civilDateOf('2027-01-15')) {
  const post = {
    send: async () => ({ outcome: 'not-accepted' as const, reason: 'none' }),
    partnerCenterUrl: 'https://p.example',
    timeZone: 'UTC',
  };
  const reports = { bucket: 'none', put: async () => {} };
  const sweep = kpiSweep({ store, config: sampleConfig(), reports, post, operators: 'operators@vendor.example' });
  const read = async () => {
    const [facts] = await sweep.read(await sweep.keysOf('P-1'));
    return () => sweep.act(facts!, callOn(asOf));
  };
  return { read, whole: async () => (await read())() };
}

describe('invoices.csv', () => {
  it('stores lines, which the next refresh sums', async () => {
    expect(
      await importRows(store, 'invoices', [FIRST, SECOND, 'P-2,INV-1,1,invoice,2026-11-05,MOC,1,1,1,USD']),
    ).toEqual(['3 loaded, 0 unchanged']);
    expect(await line('1')).toEqual({
      partnerId: 'P-1',
      invoiceNumber: 'INV-1',
      line: '1',
      documentType: 'invoice',
      invoiceDate: '2026-11-05',
      omlpType: 'MOC',
      purchaseUnits: 3,
      kpiValue: '2.4',
      revenueValue: '103.29',
      currency: 'KRW',
      stamp: { at: '2027-01-01T01:00:00Z', runId: 'import-1' },
    });
    expect(await ledger()).toMatchObject({ dirty: true, refreshOn: '2027-01-01' });
    expect(await ledger('P-2')).toMatchObject({ dirty: true, refreshOn: '2027-01-01' });
    await refresh().whole();
    expect(await ledger()).toMatchObject({
      dirty: false,
      months: { '2026-11': { kpi: '4', revenue: { KRW: '123.29' } } },
    });
  });

  it('counts a line once, and changes nothing the second time (R-KPI-10)', async () => {
    expect(await importRows(store, 'invoices', [FIRST, FIRST])).toEqual(['1 loaded, 1 unchanged']);
    await refresh().whole();
    const before = await tables.itemsOf(store.table);
    expect(await importRows(store, 'invoices', [FIRST, FIRST.replace('2.4,', '2.40,')])).toEqual([
      '0 loaded, 2 unchanged',
    ]);
    expect(await tables.itemsOf(store.table)).toEqual(before);
  });

  it('keeps the first of two lines with one key, in the table or in the file, and names what differs', async () => {
    const other = FIRST.replace('2.4,', '9.9,');
    const conflict = 'got line 1 of invoice "INV-1" with kpi_value 9.9; allowed: what was loaded first: kpi_value 2.4';
    expect(await importRows(store, 'invoices', [FIRST, other])).toEqual([
      '1 loaded, 0 unchanged',
      `invoices.csv line 3, invoice_number: ${conflict}`,
    ]);
    expect(await importRows(store, 'invoices', [other])).toEqual([
      '0 loaded, 0 unchanged',
      `invoices.csv line 2, invoice_number: ${conflict}`,
    ]);
    expect((await line('1'))?.kpiValue).toBe('2.4');
  });

  it('rejects lines of unknown partners', async () => {
    expect(await importRows(store, 'invoices', [FIRST.replace('P-1', 'P-9'), SECOND])).toEqual([
      '1 loaded, 0 unchanged',
      'invoices.csv line 2, partner_id: got "P-9", an unknown partner; allowed: a partner that is loaded already',
    ]);
    expect(await ledger('P-9')).toBeUndefined();
  });

  it('stores a line once if another import stores it first', async () => {
    const create = store.invoiceLines.create.bind(store.invoiceLines);
    store.invoiceLines.create = async (value) => {
      await create(value.line === '1' ? value : { ...value, kpiValue: '7' });
      return create(value);
    };
    expect(await importRows(store, 'invoices', [FIRST, SECOND])).toEqual([
      '0 loaded, 1 unchanged',
      'invoices.csv line 3, invoice_number: got line 2 of invoice "INV-1" with kpi_value 1.6; allowed: what was loaded first: kpi_value 7',
    ]);
  });
});

describe('an import and a refresh at the same time', () => {
  /** Calls `meanwhile` when the first of two lines is stored and the second is not. */
  function betweenLines(meanwhile: () => Promise<unknown>): void {
    const create = store.invoiceLines.create.bind(store.invoiceLines);
    let after: Promise<unknown> = Promise.resolve();
    store.invoiceLines.create = async (value) => {
      if (value.line !== '1') await after;
      else after = create(value).then(meanwhile);
      await after;
      return value.line === '1' ? { value, version: 1 } : create(value);
    };
  }

  it('a refresh that missed lines does not keep them from counting', async () => {
    betweenLines(() => refresh().whole());
    await importRows(store, 'invoices', [FIRST, SECOND]);
    // The refresh has published November: the rest of the import counts at once (R-KPI-12).
    expect(await ledger()).toMatchObject({ dirty: false, months: { '2026-11': { kpi: '4' } } });
  });

  it('a refresh decides again if lines are stored before it writes', async () => {
    let finish = async (): Promise<unknown> => undefined;
    betweenLines(async () => {
      finish = await refresh().read();
    });
    await importRows(store, 'invoices', [FIRST, SECOND]);
    await expect(finish()).rejects.toThrow(WriteConflict);
    expect(await ledger()).toMatchObject({ dirty: true });
  });

  it('an import that breaks off leaves the KPI ledger to be recounted', async () => {
    betweenLines(() => Promise.reject(new Error('out of time')));
    await expect(importRows(store, 'invoices', [FIRST, SECOND])).rejects.toThrow('out of time');
    expect(await line('1')).toBeDefined();
    expect(await ledger()).toMatchObject({ dirty: true });
  });
});

describe('lines of months that are published already (R-KPI-12)', () => {
  const LATE = ['3', '4', '5'].map((number) => `P-1,INV-2,${number},invoice,2026-10-0${number},MOC,1,${number},10,KRW`);
  const CREDIT = 'P-1,CN-1,1,credit-note,2026-11-20,MOC,-3,-9,-300,KRW';
  const published = async () => (await store.kpiReports.get({ partnerId: 'P-1', to: '2026-12' as CivilMonth }))?.value;

  beforeEach(async () => {
    await importRows(store, 'memberships', ['P-1,M-1,competency,Data Analytics,gold,true,2026-03-01,']);
    await importRows(store, 'invoices', [FIRST, 'P-2,INV-1,1,invoice,2026-11-05,MOC,1,1,1,USD']);
    await refresh().whole();
  });

  it('count in the end of the import, and a credit note takes the sum below zero (R-KPI-13)', async () => {
    await importRows(
      store,
      'invoices',
      [...LATE, CREDIT, 'P-1,INV-3,1,invoice,2027-01-02,MOC,1,70,1,KRW'],
      civilDateOf('2027-01-20'),
    );
    expect(await ledger()).toMatchObject({
      ...{ dirty: false, publishedThrough: '2026-12' },
      months: {
        '2026-10': { kpi: '12', revenue: { KRW: '30' } },
        '2026-11': { kpi: '-6.6', revenue: { KRW: '-196.71' } },
      },
    });
    expect(await published()).toMatchObject({
      kpi: '2.4',
      revisions: {
        forgotten: 0,
        kept: [
          {
            ...{ on: '2027-01-20', kpi: '5.4', more: 0 },
            // The lines of the run: those of January wait for their refresh (R-KPI-4).
            lines: [
              { name: 'CN-1/1', documentType: 'credit-note' },
              ...['INV-1/1', 'INV-2/3', 'INV-2/4', 'INV-2/5'].map((name) => ({ name, documentType: 'invoice' })),
            ],
            months: [
              { month: '2026-10', before: '0', after: '12' },
              { month: '2026-11', before: '2.4', after: '-6.6' },
            ],
            renewals: [{ membershipId: 'M-1', anniversary: '2027-03-01' }],
          },
        ],
      },
    });
  });

  it('are summed once for each partner and part of a file, not for each row', async () => {
    const list = store.invoiceLines.list.bind(store.invoiceLines);
    const read: string[] = [];
    store.invoiceLines.list = (partition, prefix) => {
      read.push(partition);
      return list(partition, prefix);
    };
    await importRows(store, 'invoices', [...LATE, CREDIT, 'P-2,INV-2,1,invoice,2026-11-05,MOC,1,1,1,USD']);
    // Nothing of P-2 is published.
    expect(read).toEqual(['PARTNER#P-1']);
  });

  it('count when the import is repeated that was stopped after its last line', async () => {
    const replace = store.kpiLedgers.replace.bind(store.kpiLedgers);
    store.kpiLedgers.replace = async (stored, value) => {
      if (!value.dirty) throw new Error('out of time');
      return replace(stored, value);
    };
    await expect(importRows(store, 'invoices', LATE)).rejects.toThrow('out of time');
    expect(await ledger()).toMatchObject({ dirty: true });
    store.kpiLedgers.replace = replace;
    expect(await importRows(store, 'invoices', LATE)).toEqual(['0 loaded, 3 unchanged']);
    expect(await ledger()).toMatchObject({ dirty: false, months: { '2026-10': { kpi: '12' } } });
    expect((await published())?.revisions.kept).toHaveLength(1);
    const before = await tables.itemsOf(store.table);
    await importRows(store, 'invoices', LATE);
    expect(await tables.itemsOf(store.table)).toEqual(before);
  });

  it('are judged by from the moment they are stored, counted or not', async () => {
    const { partnerId } = { partnerId: 'P-1' };
    await store.invoiceLines.create({ ...(await line('1'))!, line: '9', kpiValue: '50' });
    await makeKpiRecountDue(store, partnerId, civilDateOf('2027-01-20'));
    const evidence = await readPartnerEvidence(store, sampleConfig(), partnerId, {
      on: civilDateOf('2027-01-20'),
      asOf: civilDateOf('2027-01-20'),
    });
    expect(evidence.kpi.months['2026-11' as CivilMonth]?.kpi).toBe('52.4');
  });

  it('are all counted, whoever else imports, refreshes or counts in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        store = await emptyStore(tables);
        await importRows(store, 'partners', ['P-1,Contoso,KR,contoso.example,,3']);
        await importRows(store, 'memberships', ['P-1,M-1,competency,Data Analytics,gold,true,2026-03-01,']);
        await importRows(store, 'invoices', [FIRST]);
        await refresh().whole();
        const put = store.table.put.bind(store.table);
        store.table.put = (...put_) => scheduler.schedule(Promise.resolve()).then(() => put(...put_));
        const works = [
          importRows(store, 'invoices', LATE.slice(0, 1)),
          importRows(store, 'invoices', LATE.slice(1)),
          retryOnConflict(() => refresh(civilDateOf('2027-02-15')).whole()),
        ];
        await scheduler.waitFor(Promise.all(works));
        const { months, dirty } = (await ledger())!;
        expect({ months, dirty }).toMatchObject({ dirty: false, months: { '2026-10': { kpi: '12' } } });
      }),
      { numRuns: 4 },
    );
  }, 240_000);
});
