import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import {
  type InvoiceLine,
  isSameLine,
  withoutRepeated,
  wrongSigns,
} from '../../../../shared/domain/kpi/invoice-line.ts';
import { emptyKpiLedger, isPublished, refreshLedger, sumByMonth, sumOver } from '../../../../shared/domain/kpi/kpi.ts';
import { decidingRefresh, publishedWindow, renewalWindow } from '../../../../shared/domain/kpi/kpi-window.ts';
import { date, kpi } from '../support.ts';

const line = (fields: Partial<InvoiceLine> = {}): InvoiceLine => ({
  partnerId: 'P-1',
  invoiceNumber: 'INV-1',
  line: '1',
  documentType: 'invoice',
  invoiceDate: date('2026-05-28'),
  omlpType: 'MOC',
  purchaseUnits: 3,
  kpiValue: '2.4',
  revenueValue: '100.10',
  currency: 'USD',
  ...fields,
});

describe('R-KPI-4: a refresh', () => {
  it.each([
    ['2020-01-15', '2019-01', '2019-12'],
    ['2020-01-14', '2018-12', '2019-11'],
    ['2020-02-15', '2019-02', '2020-01'],
    ['2027-12-31', '2026-12', '2027-11'],
  ])('publishes on %s: %s … %s', (day, from, to) => expect(publishedWindow(date(day))).toEqual({ from, to }));

  it('publishes an invoice dated in January 2020 on 2020-02-15', () => {
    const ledger = kpi({ months: sumByMonth([line({ invoiceDate: date('2020-01-31'), kpiValue: '5' })]) });
    expect(sumOver(ledger, publishedWindow(date('2020-02-14'))).kpi).toBe('0');
    expect(sumOver(ledger, publishedWindow(date('2020-02-15'))).kpi).toBe('5');
    expect(sumOver(ledger, publishedWindow(date('2021-02-14'))).kpi).toBe('5');
    expect(sumOver(ledger, publishedWindow(date('2021-02-15'))).kpi).toBe('0');
  });
});

describe('R-KPI-7, R-KPI-8: the months that judge a renewal', () => {
  it.each(['2021-09-01', '2021-09-15', '2021-09-30'])(
    'are 2020-09 … 2021-08 for AD %s, decided on 2021-09-15',
    (ad) => {
      expect(renewalWindow(date(ad))).toEqual({ from: '2020-09', to: '2021-08' });
      expect(decidingRefresh(date(ad))).toBe('2021-09-15');
    },
  );

  it('are the twelve months that the deciding refresh has just published', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const ad = date(new Date(Date.UTC(2010, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
        expect(renewalWindow(ad)).toEqual(publishedWindow(decidingRefresh(ad)));
      }),
    );
  });
});

describe("an invoice line's value", () => {
  it.each(['order-confirmation', 'partner-report'] as const)(
    'R-KPI-2: never counts on a %s, which is evidence only',
    (documentType) => {
      expect(sumByMonth([line({ documentType })])).toEqual({});
    },
  );

  it('R-KPI-13: is taken back by a credit note in the month of its own date, and a sum below zero counts as it is', () => {
    const credit = { documentType: 'credit-note', purchaseUnits: -3, kpiValue: '-3', revenueValue: '-120' } as const;
    const months = sumByMonth([
      line(),
      line({ line: '2', ...credit }),
      line({ ...credit, invoiceDate: date('2026-06-01') }),
    ]);
    expect(months).toEqual({
      '2026-05': { kpi: '-0.6', revenue: { USD: '-19.9' } },
      '2026-06': { kpi: '-3', revenue: { USD: '-120' } },
    });
    expect(sumOver({ months }, renewalWindow(date('2026-07-01')))).toEqual({ kpi: '-3.6', revenue: { USD: '-139.9' } });
  });

  it('R-KPI-13: is 0 or less on a credit note, 0 or more on any other document', () => {
    const credit = { documentType: 'credit-note', purchaseUnits: -3, kpiValue: '0', revenueValue: '-0.01' } as const;
    expect(wrongSigns(line(credit))).toEqual([]);
    expect(wrongSigns(line({ kpiValue: '0', revenueValue: '0', purchaseUnits: 0 }))).toEqual([]);
    expect(wrongSigns(line({ documentType: 'credit-note', purchaseUnits: 0 }))).toEqual([
      { field: 'kpiValue', got: '2.4', allowed: '0 or less on a credit-note' },
      { field: 'revenueValue', got: '100.10', allowed: '0 or less on a credit-note' },
    ]);
    expect(wrongSigns(line({ ...credit, documentType: 'invoice' })).map(({ field }) => field)).toEqual([
      'purchaseUnits',
      'revenueValue',
    ]);
  });

  it('R-KPI-3: is what the line says, whatever its units', () => {
    expect(sumByMonth([line({ purchaseUnits: 900, kpiValue: '0.1' })])['2026-05' as CivilMonth]?.kpi).toBe('0.1');
  });

  it('R-KPI-5: counts if it was purchased before enrolment', () => {
    const months = sumByMonth([line({ invoiceDate: date('2001-01-31') })]);
    expect(Object.keys(months)).toEqual(['2001-01']);
  });

  it('R-KPI-9: is summed by currency, and decimals are exact', () => {
    const lines = ['0.1', '0.2'].map((kpiValue, index) =>
      line({ line: String(index), kpiValue, revenueValue: '0.10' }),
    );
    const months = sumByMonth([...lines, line({ line: '9', currency: 'KRW', revenueValue: '7', kpiValue: '0' })]);
    expect(months['2026-05' as CivilMonth]).toEqual({ kpi: '0.3', revenue: { USD: '0.2', KRW: '7' } });
  });

  it('R-KPI-10: is the same in other digits, and a conflict if it differs', () => {
    expect(isSameLine(line(), line({ kpiValue: '2.40' }))).toBe(true);
    expect(isSameLine(line(), line({ kpiValue: '2.41' }))).toBe(false);
    expect(isSameLine(line(), line({ invoiceDate: date('2026-05-29') }))).toBe(false);
  });
});

describe('a refresh', () => {
  it('publishes more months, never fewer, and is due on the next 15th as long as it is needed', () => {
    const first = refreshLedger(kpi({ dirty: true }), date('2027-01-15'), {}, true);
    expect(first).toMatchObject({ publishedThrough: '2026-12', dirty: false, refreshOn: '2027-02-15' });
    expect(refreshLedger(first, date('2026-11-20'), null, true).publishedThrough).toBe('2026-12');
    expect(refreshLedger(first, date('2027-02-15'), null, false).refreshOn).toBeNull();
  });

  it('keeps the sums if no line came in', () => {
    const months = sumByMonth([line()]);
    expect(refreshLedger(kpi({ months }), date('2027-01-15'), null, true).months).toEqual(months);
  });
});

describe('R-KPI-8: a refreshed ledger', () => {
  const months = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, { kpi: '1', revenue: {} }])) as ReturnType<typeof sumByMonth>;

  it('has nothing published before the first refresh, and no membership asks for one', () => {
    expect(emptyKpiLedger('P-9')).toEqual({
      partnerId: 'P-9',
      months: {},
      publishedThrough: null,
      dirty: false,
      refreshOn: null,
    });
  });

  it('is published through the month before, and never less than before', () => {
    const through = (before: string | null, day: string) =>
      refreshLedger(kpi({ publishedThrough: before as CivilMonth | null }), date(day), null, true).publishedThrough;
    expect(through(null, '2027-01-15')).toBe('2026-12');
    expect(through('2026-11', '2027-01-15')).toBe('2026-12');
    expect(through('2027-03', '2027-01-15')).toBe('2027-03');
  });

  it('keeps four years of months before the newest published one', () => {
    const ledger = kpi({ months: months('2022-11', '2022-12', '2026-12') });
    expect(Object.keys(refreshLedger(ledger, date('2027-01-15'), null, true).months)).toEqual(['2022-12', '2026-12']);
    const anew = refreshLedger(ledger, date('2027-01-15'), months('2022-11', '2027-01'), true);
    expect([Object.keys(anew.months), anew.dirty]).toEqual([['2027-01'], false]);
  });

  it('is due again on the next 15th, or never where no membership needs it', () => {
    const due = (needed: boolean) => refreshLedger(kpi(), date('2027-01-15'), null, needed).refreshOn;
    expect([due(true), due(false)]).toEqual(['2027-02-15', null]);
  });
});

describe('R-KPI-10, R-MRG-5: a line that is given again', () => {
  const line = (fields: Partial<InvoiceLine> = {}): InvoiceLine => ({
    ...{ partnerId: 'P-1', invoiceNumber: 'I-1', line: '1', documentType: 'invoice', omlpType: 'MOC' },
    ...{ invoiceDate: date('2027-01-10'), purchaseUnits: 1, kpiValue: '40', revenueValue: '10', currency: 'USD' },
    ...{ stamp: null, ...fields },
  });

  it('counts once if it says the same under the same number, and each time if not', () => {
    const [one, other, second] = [line(), line({ kpiValue: '41' }), line({ line: '2' })];
    const again = line({ partnerId: 'P-2', kpiValue: '40.0' });
    const elsewhere = line({ invoiceNumber: 'I-2' });
    const lines = [one, again, other, second, elsewhere, line({ kpiValue: '41' })];
    expect(withoutRepeated(lines)).toEqual([one, other, second, elsewhere]);
    expect(withoutRepeated([one, elsewhere, again])).toEqual([one, elsewhere]);
  });
});

describe('R-KPI-8: a window of KPI', () => {
  it.each([
    [null, false],
    ['2027-01', false],
    ['2027-02', true],
    ['2027-03', true],
  ])('is published through 2027-02 where %s is the last month that is: %s', (month, is) => {
    const window = { from: '2026-03', to: '2027-02' } as never;
    expect(isPublished({ publishedThrough: month as CivilMonth | null }, window)).toBe(is);
  });
});
