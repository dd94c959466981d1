import { describe, expect, it } from 'vitest';
import type { PartnerRow } from '../../../../shared/domain/discrepancy/rows.ts';
import type { InvoiceLine } from '../../../../shared/domain/kpi/invoice-line.ts';
import { emptyKpiLedger } from '../../../../shared/domain/kpi/kpi.ts';
import { date } from '../support.ts';
import { brief, compare, ledgerOn, line, row } from './compared-lists.ts';

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
