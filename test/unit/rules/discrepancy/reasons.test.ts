import { describe, expect, it } from 'vitest';
import type { InvoiceLine } from '../../../../shared/domain/kpi/invoice-line.ts';
import { emptyKpiLedger } from '../../../../shared/domain/kpi/kpi.ts';
import { date } from '../support.ts';
import { compare, ledgerOn, line, row } from './compared-lists.ts';

/** January 2020 is published on 2020-02-15, and in the window through 2021-02-14. */
describe('R-KPI-11: each difference is explained in a sentence', () => {
  const reasonsOf = (...input: Parameters<typeof compare>) =>
    compare(...input).findings.map(({ because, reason }) => [because, reason]);

  it('agrees: the row and its line', () => {
    expect(reasonsOf([row()], [line()])).toEqual([['R-KPI-1', 'row 1 (line 1 of invoice INV-1) agrees']]);
  });

  it('value-differs: each field with the value there and the one here', () => {
    const values = { year: 2019, month: 12, omlpType: 'Exam', purchaseUnits: 12, kpiValue: '3', revenueValue: '99' };
    expect(reasonsOf([row({ ...values, currency: 'EUR' })], [line()])).toEqual([
      [
        'R-KPI-3',
        'row 1 (line 1 of invoice INV-1) says otherwise: year 2019 there, 2020 here, month 12 there, 1 here, ' +
          'OMLP type Exam there, MOC here, purchase units 12 there, 10 here, KPI value 3 there, 2.5 here, ' +
          'revenue value 99 there, 100.1 here, currency EUR there, USD here; what is recorded counts until it is corrected',
      ],
    ]);
  });

  it('duplicate: the row that has the line', () => {
    expect(reasonsOf([row(), row()], [line()])).toEqual([
      ['R-KPI-10', 'row 2 repeats row 1: line 1 of invoice INV-1 is recorded once and counts once'],
      ['R-KPI-1', 'row 1 (line 1 of invoice INV-1) agrees'],
    ]);
  });

  it('not-an-invoice: the type of the document', () => {
    expect(reasonsOf([row()], [line({ documentType: 'order-confirmation' })])).toEqual([
      [
        'R-KPI-2',
        'row 1 (line 1 of invoice INV-1) is a document of type order-confirmation; only invoices and credit notes count',
      ],
    ]);
  });

  it('not-yet-published: the month and the day of its refresh', () => {
    expect(reasonsOf([row()], [line()], '2020-02-14')).toEqual([
      ['R-KPI-4', 'row 1 (line 1 of invoice INV-1), of 2020-01, is published by the KPI refresh of 2020-02-15'],
    ]);
  });

  it('not-yet-published: the sum of a month in which a line was corrected', () => {
    const ledger = { ...ledgerOn([line()], '2020-02-15'), dirty: true };
    const corrected = [line({ kpiValue: '4' })];
    expect(reasonsOf([row({ kpiValue: '4' })], corrected, '2020-02-20', { ledger })[0]).toEqual([
      'R-KPI-4',
      'the recorded lines of 2020-01 amount to KPI 4, published is 2.5: the KPI refresh of 2020-03-15 publishes the difference',
    ]);
  });

  it('outside-window: the months that are compared', () => {
    expect(reasonsOf([row()], [line()], '2021-02-15')).toEqual([
      ['R-KPI-4', 'row 1 (line 1 of invoice INV-1), of 2020-01, is outside 2020-02 … 2021-01'],
    ]);
  });

  it('unknown-here: what becomes of the line if its invoice is imported today', () => {
    const unknown = (month: number, year: number) =>
      reasonsOf([row({ month, year })], [], '2020-02-20').map(([, reason]) => reason);
    expect(unknown(2, 2020)).toEqual([
      'row 1: no such line of invoice INV-1 is recorded here; if its invoice is imported today, the KPI refresh of 2020-03-15 publishes it',
      'row 1 (invoice INV-1), of 2020-02, is published by the KPI refresh of 2020-03-15',
    ]);
    expect(unknown(1, 2019)).toEqual([
      'row 1: no such line of invoice INV-1 is recorded here; if it were imported today, it would not count in these months',
      'row 1 (invoice INV-1), of 2019-01, is outside 2019-02 … 2020-01',
    ]);
  });

  it('value-differs: R-KPI-1 if more than the revenue differs', () => {
    expect(reasonsOf([row({ revenueValue: '99', omlpType: 'Exam' })], [line()])[0]?.[0]).toBe('R-KPI-1');
  });
});

describe('R-KPI-12: a line that is recorded today', () => {
  it('waits for its refresh if none has published its month here, whatever the calendar says', () => {
    const never = emptyKpiLedger('P-1');
    const onceOnly = { ...ledgerOn([line()], '2020-02-15'), refreshOn: null };
    for (const ledger of [never, onceOnly])
      expect(compare([row({ month: 2 })], [], '2020-05-14', { ledger }).findings[0]).toMatchObject({
        ...{ class: 'unknown-here', ifImported: 'waits-for-refresh', resolvesOn: '2020-05-15' },
      });
  });

  it('is published a month later if the refresh of today has run', () => {
    const ledger = { ...ledgerOn([], '2020-02-15'), dirty: true };
    expect(compare([row()], [line()], '2020-02-15', { ledger }).findings).toMatchObject([
      { class: 'not-yet-published', resolvesOn: '2020-03-15' },
    ]);
  });

  it('is still published if its month is the first of the next refresh: 2019-03 on 2020-03-15', () => {
    const ledger = { ...ledgerOn([], '2020-02-15'), dirty: true };
    const lines = [line({ invoiceDate: date('2019-03-31') })];
    expect(compare([row({ month: 3, year: 2019 })], lines, '2020-02-20', { ledger }).findings).toMatchObject([
      { class: 'not-yet-published', resolvesOn: '2020-03-15', month: '2019-03' },
    ]);
  });

  it('R-KPI-7: counts for the renewal of AD 2021-09-01 although the next refresh no longer shows its month', () => {
    const ledger = { ...ledgerOn([], '2021-09-15'), dirty: true };
    const lines = [line({ invoiceDate: date('2020-09-30') })];
    const input = { ledger, anniversary: date('2021-09-01') };
    expect(compare([row({ month: 9 })], lines, '2021-09-20', input).findings).toMatchObject([
      { class: 'not-yet-published', resolvesOn: '2021-10-15' },
    ]);
  });
});

describe('R-KPI-4: the line that the published sums lack', () => {
  const since = (before: InvoiceLine[], now: InvoiceLine[]) =>
    compare([], now, '2020-02-20', { ledger: { ...ledgerOn(before, '2020-02-15'), dirty: true } });

  it('R-KPI-9: is found by its revenue if it has no KPI', () => {
    const free = line({ invoiceNumber: 'INV-2', kpiValue: '0', revenueValue: '50' });
    expect(since([line()], [line(), free]).findings).toMatchObject([{ class: 'missing-invoice', kpiEffect: '-2.5' }]);
  });

  it('R-KPI-2: is the invoice, not an order confirmation with the same values', () => {
    const late = line({ invoiceNumber: 'INV-2', kpiValue: '7' });
    const order = line({ ...late, invoiceNumber: 'OC-2', documentType: 'order-confirmation' });
    const { findings, totals } = since([line()], [line(), late, order]);
    expect(findings).toMatchObject([{ class: 'missing-invoice', invoiceNumber: 'INV-1' }]);
    expect(totals).toEqual({ partner: '0', published: '2.5', difference: '-2.5' });
  });

  it('is the whole sum of a month of which no line is left', () => {
    const { findings } = since([line()], [line({ invoiceDate: date('2020-02-01') })]);
    expect(findings).toMatchObject([
      { class: 'not-yet-published', month: '2020-01', unsummed: { published: '2.5', recorded: '0' } },
    ]);
  });

  it('is told of the oldest month of which the sum is kept: 2016-01, when 2020-01 is the newest', () => {
    const old = line({ invoiceDate: date('2016-01-31') });
    const late = line({ ...old, line: '2', kpiValue: '7' });
    const ledger = { ...ledgerOn([old], '2020-02-15'), dirty: true };
    const { totals } = compare([], [old, late], '2020-02-20', { ledger, anniversary: date('2016-03-01') });
    expect(totals.published).toBe('2.5');
  });
});

describe('R-KPI-11: a line of the same kind comes first', () => {
  const pairOf = (rows: Parameters<typeof compare>[0]) =>
    compare(rows, [line()]).findings.find(({ line: key }) => key === '1');
  const alike = row({ purchaseUnits: 12, kpiValue: '3', revenueValue: '99' });

  it.each([
    ['month', { month: 2 }],
    ['year', { year: 2019 }],
    ['OMLP type', { omlpType: 'Exam' }],
  ])('is paired before one of another %s, even with fewer differences', (_, other) => {
    expect(pairOf([row(other), alike])).toMatchObject({ class: 'value-differs', row: 2 });
  });

  it('is not needed where an invoice has one row and one line: the two are compared, whatever differs', () => {
    const row7 = row({ year: 2019, month: 2, omlpType: 'Exam', purchaseUnits: 1, kpiValue: '1', revenueValue: '1' });
    expect(pairOf([{ ...row7, currency: 'EUR' }])).toMatchObject({ class: 'value-differs', row: 1 });
  });
});
