import { describe, expect, it } from 'vitest';
import { brief, compare, line, row } from './compared-lists.ts';

describe('the matching of rows and lines within an invoice, as multisets,', () => {
  const two = [line(), line({ line: '2' })];

  it('pairs a line that occurs twice on both sides twice', () => {
    expect(brief(compare([row(), row()], two))).toEqual([
      ['agrees', 1, '1', '0'],
      ['agrees', 2, '2', '0'],
    ]);
  });

  it('reports a row that is listed twice and recorded once as duplicate (R-KPI-10)', () => {
    const { findings, totals } = compare([row(), row()], [line()]);
    expect(findings).toMatchObject([
      { class: 'duplicate', row: 2, firstRow: 1, because: 'R-KPI-10', kpiEffect: '2.5' },
      { class: 'agrees', row: 1 },
    ]);
    expect(totals.difference).toBe('2.5');
  });

  it('R-KPI-2: pairs a row with the invoice, not with a partner-report of the same values', () => {
    const report = line({ line: '1', documentType: 'partner-report' });
    const invoice = line({ line: '2', kpiValue: '2.50' });
    expect(brief(compare([row()], [report, invoice]))).toEqual([['agrees', 1, '2', '0']]);
    expect(brief(compare([row({ kpiValue: '2.6' })], [report, invoice]))).toEqual([['value-differs', 1, '2', '0.1']]);
  });

  it('reports a line that is listed once and recorded twice as missing-invoice', () => {
    expect(brief(compare([row()], two))).toEqual([
      ['missing-invoice', null, '2', '-2.5'],
      ['agrees', 1, '1', '0'],
    ]);
  });

  it('does not pair a repeated row with another line of the invoice', () => {
    const lines = [line(), line({ line: '2', kpiValue: '9', purchaseUnits: 36 })];
    expect(brief(compare([row(), row()], lines))).toEqual([
      ['duplicate', 2, '1', '2.5'],
      ['missing-invoice', null, '2', '-9'],
      ['agrees', 1, '1', '0'],
    ]);
  });

  it('reports a wrong row that is repeated as one wrong value and one duplicate', () => {
    const wrong = row({ kpiValue: '3' });
    expect(brief(compare([wrong, wrong], [line()]))).toEqual([
      ['value-differs', 1, '1', '0.5'],
      ['duplicate', 2, '1', '3'],
    ]);
  });

  it('pairs exact matches first, then the same OMLP type and month, then the most similar', () => {
    const lines = [
      line({ omlpType: 'Exam', kpiValue: '1', purchaseUnits: 1 }),
      line({ line: '2', kpiValue: '8' }),
      line({ line: '3' }),
    ];
    const rows = [row({ omlpType: 'Exam X', kpiValue: '1', purchaseUnits: 1 }), row({ kpiValue: '5' }), row()];
    expect(brief(compare(rows, lines))).toEqual([
      ['value-differs', 1, '1', '0'],
      ['value-differs', 2, '2', '-3'],
      ['agrees', 3, '3', '0'],
    ]);
  });

  it('prefers a line of the same OMLP type and month to one that is otherwise more similar', () => {
    const lines = [line({ omlpType: 'Exam' }), line({ line: '2', kpiValue: '8', purchaseUnits: 30 })];
    expect(brief(compare([row({ kpiValue: '2.4' })], lines))).toEqual([
      ['value-differs', 1, '2', '-5.6'],
      ['missing-invoice', null, '1', '-2.5'],
    ]);
  });

  it('pairs nothing across invoices', () => {
    expect(brief(compare([row({ invoiceNumber: 'INV-9' })], [line()]))).toEqual([
      ['unknown-here', 1, null, '2.5'],
      ['missing-invoice', null, '1', '-2.5'],
    ]);
  });

  it('pairs a thousand rows of an invoice with a thousand lines', () => {
    const valuesOf = (index: number) => ({ omlpType: `T${index}`, kpiValue: `${index}`, revenueValue: `${index}` });
    const rows = Array.from({ length: 1000 }, (_, index) => row({ ...valuesOf(index), month: 12, year: 2019 }));
    const lines = rows.map((_, index) => line({ ...valuesOf(index + 2000), line: `${index}` }));
    expect(compare(rows, lines).counts['value-differs']).toBe(1000);
  });

  it('finds nothing without rows and lines', () => {
    expect(compare([], [])).toMatchObject({ findings: [], totals: { partner: '0', published: '0', difference: '0' } });
  });
});
