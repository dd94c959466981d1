import { describe, expect, it } from 'vitest';
import type { PartnerRow } from '../../../../shared/domain/discrepancy/rows.ts';
import { date } from '../support.ts';
import { brief, compare, line, row } from './compared-lists.ts';

describe('R-KPI-11: each difference has its class, its rule and its day', () => {
  it('agrees: the same values, however they are written', () => {
    const { findings, totals, counts } = compare([row({ kpiValue: '2.50', revenueValue: '0100.1' })], [line()]);
    expect(findings).toMatchObject([
      { class: 'agrees', row: 1, line: '1', kpiEffect: '0', reason: expect.any(String) },
    ]);
    expect(totals).toEqual({ partner: '2.5', published: '2.5', difference: '0' });
    expect(counts).toMatchObject({ agrees: 1, 'value-differs': 0 });
  });

  it('unknown-here: the partner lists what is not recorded; imported on 2020-03-01, it counts at once (R-KPI-12)', () => {
    const { findings, totals } = compare([row()], []);
    expect(findings).toEqual([
      {
        ...{ class: 'unknown-here', row: 1, line: null, invoiceNumber: 'INV-1', month: '2020-01', kpiValue: '2.5' },
        ...{ rule: 'R-KPI-11', because: 'R-KPI-1', resolvesOn: null, kpiEffect: '2.5', ifImported: 'counts-at-once' },
        reason:
          'row 1: no such line of invoice INV-1 is recorded here; if its invoice is imported today, it counts at once',
      },
    ]);
    expect(totals).toEqual({ partner: '2.5', published: '0', difference: '2.5' });
  });

  it("missing-invoice: a counting line is not on the partner's list", () => {
    const lines = [
      line(),
      line({ line: '2', documentType: 'partner-report' }),
      line({ invoiceDate: date('2020-03-01'), line: '3' }),
    ];
    const { findings, totals } = compare([], lines);
    expect(findings).toMatchObject([
      { class: 'missing-invoice', row: null, line: '1', invoiceNumber: 'INV-1', kpiEffect: '-2.5', resolvesOn: null },
    ]);
    expect(findings[0]?.reason).toBe(
      "line 1 of invoice INV-1, of 2020-01, counts with KPI 2.5 and is not in the partner's list",
    );
    expect(totals).toEqual({ partner: '0', published: '2.5', difference: '-2.5' });
  });

  it('value-differs: every field with both values; the month is that of the invoice date', () => {
    const { findings } = compare([row({ month: 12, year: 2019, purchaseUnits: 12, kpiValue: '3' })], [line()]);
    expect(findings).toMatchObject([
      {
        ...{ class: 'value-differs', because: 'R-KPI-3', resolvesOn: null, kpiEffect: '0.5' },
        fields: [
          { field: 'year', partner: '2019', recorded: '2020' },
          { field: 'month', partner: '12', recorded: '1' },
          { field: 'purchaseUnits', partner: '12', recorded: '10' },
          { field: 'kpiValue', partner: '3', recorded: '2.5' },
        ],
      },
    ]);
  });

  it.each<[string, Partial<PartnerRow>, string, string]>([
    ['revenue', { revenueValue: '99' }, 'revenueValue', 'R-KPI-9'],
    ['the currency of the revenue', { currency: 'EUR' }, 'currency', 'R-KPI-9'],
    ['the OMLP type', { omlpType: 'Exam' }, 'omlpType', 'R-KPI-1'],
  ])('value-differs: a difference in %s alone has no effect on the KPI', (_, changes, field, because) => {
    const { findings } = compare([row(changes)], [line()]);
    expect(findings).toMatchObject([{ class: 'value-differs', fields: [{ field }], because, kpiEffect: '0' }]);
  });

  it('value-differs: a currency is compared if the row names it', () => {
    expect(brief(compare([row({ currency: 'USD' })], [line()]))).toEqual([['agrees', 1, '1', '0']]);
    expect(brief(compare([row()], [line({ currency: 'EUR' })]))).toEqual([['agrees', 1, '1', '0']]);
  });

  it.each(['order-confirmation', 'partner-report'] as const)('not-an-invoice: %s (R-KPI-2)', (documentType) => {
    const { findings, totals } = compare([row()], [line({ documentType })]);
    expect(findings).toMatchObject([
      { class: 'not-an-invoice', documentType, because: 'R-KPI-2', resolvesOn: null, kpiEffect: '2.5' },
    ]);
    expect(totals.difference).toBe('2.5');
  });

  it('R-KPI-13: a credit note counts, in the list and here, and is compared like any line', () => {
    const credit = line({
      ...{ invoiceNumber: 'CN-1', documentType: 'credit-note', invoiceDate: date('2020-02-03') },
      ...{ purchaseUnits: -10, kpiValue: '-4', revenueValue: '-100.10' },
    });
    const lines = [line(), credit];
    const listed = row({
      month: 2,
      invoiceNumber: 'CN-1',
      purchaseUnits: -10,
      kpiValue: '-4',
      revenueValue: '-100.10',
    });
    const agreed = compare([row(), listed], lines, '2020-03-15');
    expect(agreed.totals).toEqual({ partner: '-1.5', published: '-1.5', difference: '0' });
    const missing = compare([row()], lines, '2020-03-15');
    expect(brief(missing)).toEqual([
      ['missing-invoice', null, '1', '4'],
      ['agrees', 1, '1', '0'],
    ]);
    expect(missing.totals).toEqual({ partner: '2.5', published: '-1.5', difference: '4' });
    const waiting = compare([row(), { ...listed, kpiValue: '-3' }], lines, '2020-03-14');
    expect(brief(waiting)).toEqual([
      ['not-yet-published', 2, '1', '-4'],
      ['value-differs', 2, '1', '1'],
      ['agrees', 1, '1', '0'],
    ]);
    expect(brief(compare([{ ...listed, invoiceNumber: 'CN-9' }], [], '2020-03-15'))).toEqual([
      ['unknown-here', 1, null, '-4'],
    ]);
  });

  it('several findings: a row with several differences has one for each, and their effects add up', () => {
    const rows = [row({ kpiValue: '4', purchaseUnits: 16 })];
    expect(brief(compare(rows, [line({ documentType: 'order-confirmation' })]))).toEqual([
      ['not-an-invoice', 1, '1', '2.5'],
      ['value-differs', 1, '1', '1.5'],
    ]);
  });
});
