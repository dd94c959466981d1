import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ComparisonInput, compareLists } from '../../../../shared/domain/discrepancy/compare-lists.ts';
import type { Finding } from '../../../../shared/domain/discrepancy/finding.ts';
import type { PartnerRow } from '../../../../shared/domain/discrepancy/rows.ts';
import type { InvoiceLine } from '../../../../shared/domain/kpi/invoice-line.ts';
import { emptyKpiLedger, type KpiLedger, refreshLedger, sumByMonth } from '../../../../shared/domain/kpi/kpi.ts';
import { date } from '../support.ts';

const line = (fields: Partial<InvoiceLine> = {}): InvoiceLine => ({
  partnerId: 'P-1',
  invoiceNumber: 'INV-1',
  line: '1',
  documentType: 'invoice',
  invoiceDate: date('2020-01-31'),
  omlpType: 'MOC',
  purchaseUnits: 10,
  kpiValue: '2.5',
  revenueValue: '100.10',
  currency: 'USD',
  ...fields,
});
const row = (fields: Partial<PartnerRow> = {}): PartnerRow => ({
  month: 1,
  year: 2020,
  omlpType: 'MOC',
  purchaseUnits: 10,
  invoiceNumber: 'INV-1',
  kpiValue: '2.5',
  revenueValue: '100.10',
  ...fields,
});

/** The ledger as the refreshes up to a day leave it. */
const ledgerOn = (lines: readonly InvoiceLine[], day: string): KpiLedger =>
  refreshLedger({ ...emptyKpiLedger('P-1'), dirty: true }, date(day), sumByMonth(lines), true);

/** Compares as of a day on which every refresh has run. */
const compare = (
  rows: PartnerRow[],
  lines: InvoiceLine[],
  asOf = '2020-03-01',
  fields: Partial<ComparisonInput> = {},
) => compareLists({ rows, lines, ledger: ledgerOn(lines, asOf), asOf: date(asOf), anniversary: null, ...fields });

const brief = ({ findings }: { findings: Finding[] }) =>
  findings.map(({ class: name, row: number, line: key, kpiEffect }) => [name, number, key, kpiEffect]);

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

describe('R-KPI-4: the publication of a month', () => {
  const rows = [row()];
  const lines = [line()];

  it('is on 2020-02-15, and not on 2020-02-14, for an invoice of January 2020', () => {
    const before = compare(rows, lines, '2020-02-14');
    expect(before).toMatchObject({ window: { from: '2019-01', to: '2019-12' }, publishedThrough: '2019-12' });
    expect(before.findings).toMatchObject([
      { class: 'not-yet-published', because: 'R-KPI-4', resolvesOn: '2020-02-15', kpiEffect: '2.5' },
    ]);
    const after = compare(rows, lines, '2020-02-15');
    expect(after).toMatchObject({ window: { from: '2019-02', to: '2020-01' }, totals: { difference: '0' } });
    expect(brief(after)).toEqual([['agrees', 1, '1', '0']]);
  });

  it('is not yet done on the 15th before the refresh has run', () => {
    const ledger = ledgerOn(lines, '2020-01-15');
    const { findings } = compare(rows, lines, '2020-02-15', { ledger });
    expect(findings).toMatchObject([{ class: 'not-yet-published', resolvesOn: '2020-02-15' }]);
  });

  it('is made up for by the next refresh if one was missed', () => {
    const ledger = ledgerOn(lines, '2020-01-15');
    const { findings } = compare(rows, lines, '2020-02-16', { ledger });
    expect(findings).toMatchObject([{ class: 'not-yet-published', resolvesOn: '2020-03-15' }]);
  });

  it('is in the window through 2021-02-14, and outside from 2021-02-15', () => {
    expect(brief(compare(rows, lines, '2021-02-14'))).toEqual([['agrees', 1, '1', '0']]);
    const { findings } = compare(rows, lines, '2021-02-15');
    expect(findings).toMatchObject([
      { class: 'outside-window', window: { from: '2020-02', to: '2021-01' }, because: 'R-KPI-4', resolvesOn: null },
    ]);
  });

  it('is pending for all lines before the first refresh', () => {
    const ledger = { ...emptyKpiLedger('P-1'), dirty: true, refreshOn: date('2020-02-01') };
    const result = compare(rows, lines, '2020-02-01', { ledger });
    expect(result).toMatchObject({ publishedThrough: null, totals: { published: '0' } });
    expect(result.findings).toMatchObject([{ class: 'not-yet-published', resolvesOn: '2020-02-15' }]);
  });

  it('is decided by the calendar alone if no refresh has anything to do', () => {
    const ledger = { ...ledgerOn(lines, '2020-02-15'), refreshOn: null };
    expect(compare(rows, lines, '2020-05-14', { ledger })).toMatchObject({ publishedThrough: '2020-03' });
    expect(compare(rows, lines, '2020-05-14', { ledger: { ...ledger, dirty: true } })).toMatchObject({
      publishedThrough: '2020-01',
    });
  });

  it('does not include today if the run was for a future day', () => {
    const ledger = ledgerOn(lines, '2020-02-15');
    expect(compare(rows, lines, '2020-02-14', { ledger })).toMatchObject({ publishedThrough: '2019-12' });
  });

  it('is named for an unrecorded line: with its month, or never if it is too old by then', () => {
    const unknown = (fields: Partial<PartnerRow>) => compare([row(fields)], [], '2020-02-20').findings;
    expect(unknown({ month: 2 })).toMatchObject([
      { class: 'unknown-here', resolvesOn: '2020-03-15', kpiEffect: '2.5' },
      { class: 'not-yet-published', resolvesOn: '2020-03-15', kpiEffect: '0' },
    ]);
    expect(unknown({ month: 3 })).toMatchObject([{ resolvesOn: '2020-04-15' }, { resolvesOn: '2020-04-15' }]);
    // Published months: a line counts from the moment it is recorded (R-KPI-12).
    for (const month of [2, 3])
      expect(unknown({ month, year: 2019 })).toMatchObject([
        { class: 'unknown-here', ifImported: 'counts-at-once', resolvesOn: null },
      ]);
    expect(unknown({ year: 2019 })).toMatchObject([
      { class: 'unknown-here', ifImported: 'never-counts', resolvesOn: null, kpiEffect: '2.5' },
      { class: 'outside-window', resolvesOn: null, kpiEffect: '0' },
    ]);
  });
});

describe('R-KPI-4: a line that came in after the refresh of its month', () => {
  const late = line({ invoiceNumber: 'INV-2', kpiValue: '7' });
  const since = (before: InvoiceLine[], now: InvoiceLine[], rows: PartnerRow[]) =>
    compare(rows, now, '2020-02-20', { ledger: { ...ledgerOn(before, '2020-02-15'), dirty: true } });

  it('is published by the next refresh: a whole month, or the line that the sum lacks', () => {
    const rows = [row({ invoiceNumber: 'INV-2', kpiValue: '7' })];
    const alone = since([], [late], rows);
    expect(alone.findings).toMatchObject([
      { class: 'not-yet-published', line: '1', resolvesOn: '2020-03-15', kpiEffect: '7' },
    ]);
    const one = since([line()], [line(), late], [row(), ...rows]);
    expect(brief(one)).toEqual([
      ['not-yet-published', 2, '1', '7'],
      ['agrees', 1, '1', '0'],
    ]);
    expect(one.totals).toEqual({ partner: '9.5', published: '2.5', difference: '7' });
  });

  it('is explained as part of its month after a correction', () => {
    const corrected = since([line()], [line({ kpiValue: '4' })], [row({ kpiValue: '4' })]);
    expect(brief(corrected)).toEqual([
      ['not-yet-published', null, null, '1.5'],
      ['agrees', 1, '1', '0'],
    ]);
    expect(corrected.findings[0]).toMatchObject({ month: '2020-01', unsummed: { published: '2.5', recorded: '4' } });
    expect(corrected.totals).toEqual({ partner: '4', published: '2.5', difference: '1.5' });
  });

  it('is explained as part of its month if two lines are alike', () => {
    const twin = line({ invoiceNumber: 'INV-2' });
    const { findings } = since([line()], [line(), twin], [row(), row({ invoiceNumber: 'INV-2' })]);
    expect(findings.map((finding) => [finding.class, finding.row, finding.kpiEffect])).toEqual([
      ['not-yet-published', null, '2.5'],
      ['agrees', 1, '0'],
      ['agrees', 2, '0'],
    ]);
  });

  it('is outside the window if the next refresh no longer has its month', () => {
    const old = line({ invoiceDate: date('2019-02-10') });
    expect(since([], [old], [row({ month: 2, year: 2019 })]).findings).toMatchObject([
      { class: 'outside-window', window: { from: '2019-03', to: '2020-02' } },
    ]);
  });
});

describe('R-KPI-7: the months by which a renewal is judged', () => {
  // AD 2021-09-01: 2020-09 … 2021-08, published by 2021-09-15.
  const anniversary = date('2021-09-01');
  const findingOf = (month: string, asOf: string) => {
    const [year, number] = month.split('-').map(Number);
    return compare([row({ month: number!, year: year! })], [line({ invoiceDate: date(`${month}-28`) })], asOf, {
      anniversary,
    });
  };

  it.each([
    ['2020-08', 'outside-window', null],
    ['2020-09', 'agrees', null],
    ['2021-07', 'agrees', null],
    ['2021-08', 'not-yet-published', '2021-09-15'],
    ['2021-09', 'outside-window', null],
  ])('%s on 2021-09-14: %s', (month, name, resolvesOn) => {
    const { findings, window } = findingOf(month, '2021-09-14');
    expect(window).toEqual({ from: '2020-09', to: '2021-08' });
    expect(findings).toMatchObject([{ class: name, resolvesOn }]);
    if (name === 'outside-window') expect(findings).toMatchObject([{ because: 'R-KPI-7', window }]);
  });

  it('include a last month that is published on 2021-09-15', () => {
    expect(brief(findingOf('2021-08', '2021-09-15'))).toEqual([['agrees', 1, '1', '0']]);
  });
});

it('R-KPI-7: the sums of months that are no longer kept are those of the lines', () => {
  const old = line({ invoiceDate: date('2015-01-31') });
  const { findings, totals } = compare([row({ year: 2015 })], [old], '2020-03-01', { anniversary: date('2015-03-01') });
  expect(findings).toMatchObject([{ class: 'agrees' }]);
  expect(totals).toEqual({ partner: '2.5', published: '2.5', difference: '0' });
});

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

const decimal = fc.constantFrom('0', '0.1', '2.5', '2.50', '7', '123456789012345.0123456789');
const months = fc.constantFrom('2019-01', '2019-02', '2019-12', '2020-01', '2020-02', '2021-05', '2014-01');
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
