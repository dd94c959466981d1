import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLists } from '../../../../shared/domain/discrepancy/compare-lists.ts';
import type { InvoiceLine } from '../../../../shared/domain/kpi/invoice-line.ts';
import { date } from '../support.ts';
import { ledgerOn, line, months } from './compared-lists.ts';

const decimal = fc.constantFrom('0', '0.1', '2.5', '2.50', '7', '123456789012345.0123456789');

const facts = {
  invoiceNumber: fc.constantFrom('A', 'B'),
  omlpType: fc.constantFrom('MOC', 'Exam'),
  purchaseUnits: fc.constantFrom(1, 2),
  kpiValue: decimal,
  revenueValue: decimal,
  currency: fc.constantFrom('USD', 'EUR'),
};

const anyRow = fc
  .tuple(
    fc.record(facts, { requiredKeys: ['invoiceNumber', 'omlpType', 'purchaseUnits', 'kpiValue', 'revenueValue'] }),
    months,
  )
  .map(([values, month]) => ({ ...values, year: Number(month.slice(0, 4)), month: Number(month.slice(5)) }));

/** What a credit note takes back is negative (R-KPI-13). */
const signed = (line: InvoiceLine): InvoiceLine =>
  line.documentType === 'credit-note'
    ? {
        ...line,
        purchaseUnits: 0 - line.purchaseUnits,
        kpiValue: new Big(0).minus(line.kpiValue).toFixed(),
        revenueValue: new Big(0).minus(line.revenueValue).toFixed(),
      }
    : line;

const anyLines = fc
  .array(
    fc.record({
      ...facts,
      documentType: fc.constantFrom('invoice', 'invoice', 'credit-note', 'partner-report'),
      month: months,
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map(({ month, ...values }, index) =>
      line(signed({ ...values, line: String(index), invoiceDate: date(`${month}-10`) } as InvoiceLine)),
    ),
  );
const anyDay = fc.constantFrom('2019-02-01', '2020-01-15', '2020-02-14', '2020-02-15', '2020-02-20', '2021-06-30');

describe('R-KPI-11: the explained differences', () => {
  const anyCase = fc.record({
    rows: fc.array(anyRow, { maxLength: 8 }),
    lines: anyLines,
    summed: anyLines,
    refresh: anyDay,
    asOf: anyDay,
    isLate: fc.boolean(),
    anniversary: fc.constantFrom(null, date('2020-02-29'), date('2021-06-01')),
  });

  it("sum up exactly to the partner's KPI total less the published one, and explain each row", () => {
    fc.assert(
      fc.property(anyCase, ({ rows, lines, summed, refresh, asOf, isLate, anniversary }) => {
        const ledger = { ...ledgerOn(isLate ? summed : lines, refresh), dirty: isLate };
        const given = { rows, lines, ledger, asOf: date(asOf), anniversary };
        const { findings, totals } = compareLists(given);
        const effects = findings.reduce((sum, { kpiEffect }) => sum.plus(kpiEffect), new Big(0));
        expect(effects.toFixed()).toBe(totals.difference);
        expect(new Big(totals.partner).minus(totals.published).toFixed()).toBe(totals.difference);
        const explained = new Set(findings.map((finding) => finding.row));
        expect(rows.every((_, index) => explained.has(index + 1))).toBe(true);
        expect(compareLists(structuredClone(given)).findings).toEqual(findings);
      }),
      { numRuns: 500 },
    );
  });

  it('are none for a list that equals the recorded and published lines', () => {
    fc.assert(
      fc.property(anyLines, anyDay, (lines, asOf) => {
        const ledger = ledgerOn(lines, asOf);
        const { findings: missing } = compareLists({ rows: [], lines, ledger, asOf: date(asOf), anniversary: null });
        const counting = lines.filter((one) =>
          missing.some((finding) => finding.class === 'missing-invoice' && finding.line === one.line),
        );
        const rows = counting.map(({ invoiceDate, ...values }) => ({
          ...values,
          year: Number(invoiceDate.slice(0, 4)),
          month: Number(invoiceDate.slice(5, 7)),
        }));
        const { findings, totals } = compareLists({ rows, lines, ledger, asOf: date(asOf), anniversary: null });
        expect(totals.difference).toBe('0');
        expect(findings.filter((finding) => finding.class !== 'agrees')).toEqual([]);
      }),
    );
  });
});
