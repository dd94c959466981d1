import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import { changedRenewals } from '../../../../shared/domain/eligibility/changed-renewals.ts';
import { type KpiRevision, type Revisions, withRevision } from '../../../../shared/domain/eligibility/kpi-revision.ts';
import type { InvoiceLine } from '../../../../shared/domain/kpi/invoice-line.ts';
import type { KpiLedger } from '../../../../shared/domain/kpi/kpi.ts';
import {
  changedMonths,
  countedLines,
  joinMonths,
  lateChangeReason,
  nameLines,
  recountLedger,
} from '../../../../shared/domain/kpi/late-lines.ts';
import { emptySkills } from '../../../../shared/domain/people/skills.ts';
import { config, date, GOLD_LEARNING, kpi, membership, partner } from '../support.ts';

const months = (values: Record<string, string>): KpiLedger['months'] =>
  Object.fromEntries(Object.entries(values).map(([month, value]) => [month, { kpi: value, revenue: { USD: '1' } }]));
const through = (month: string, values: Record<string, string>, dirty = true): KpiLedger =>
  kpi({ publishedThrough: month as CivilMonth, months: months(values), dirty });

describe('R-KPI-12: a change of a published month', () => {
  it('counts at once, and leaves what is published as it is', () => {
    const next = recountLedger(through('2026-12', { '2026-12': '30' }), months({ '2026-12': '42', '2027-01': '5' }));
    expect(next).toMatchObject({ publishedThrough: '2026-12', dirty: false, months: { '2026-12': { kpi: '42' } } });
  });

  it('waits where nothing is published yet', () => {
    const before = kpi({ dirty: true });
    expect(recountLedger(before, months({ '2026-12': '42' }))).toBe(before);
  });

  it('is told by month: only those published, and those whose revenue alone differs too', () => {
    const before = through('2026-12', { '2026-10': '1', '2026-11': '5', '2026-12': '30' });
    const after = { ...before, months: { ...months({ '2026-10': '1', '2026-12': '-2', '2027-01': '9' }) } };
    expect(changedMonths(before, after)).toEqual([
      { month: '2026-11', before: '5', after: '0' },
      { month: '2026-12', before: '30', after: '-2' },
    ]);
    const otherRevenue = { ...before, months: { ...before.months, '2026-10': { kpi: '1', revenue: { USD: '2' } } } };
    expect(changedMonths(before, otherRevenue as KpiLedger)).toEqual([{ month: '2026-10', before: '1', after: '1' }]);
    expect(changedMonths(before, structuredClone(before))).toEqual([]);
  });

  it('R-KPI-9: is told where the revenue of one of several currencies differs', () => {
    const before = through('2026-12', { '2026-12': '30' });
    const changed = { '2026-12': { kpi: '30', revenue: { USD: '1', KRW: '5' } } };
    expect(changedMonths(before, { ...before, months: changed as KpiLedger['months'] })).toEqual([
      { month: '2026-12', before: '30', after: '30' },
    ]);
  });

  it('R-KPI-2: is made by lines that count, in months that are published', () => {
    const line = (invoiceDate: string, documentType: InvoiceLine['documentType'] = 'invoice'): InvoiceLine => ({
      ...{ partnerId: 'P-1', invoiceNumber: 'INV-1', line: '1', documentType, invoiceDate: date(invoiceDate) },
      ...{ omlpType: 'MOC', purchaseUnits: 1, kpiValue: '1', revenueValue: '1', currency: 'USD' },
    });
    const [old, credit, order, next] = [
      line('2026-12-31'),
      line('2026-11-30', 'credit-note'),
      line('2026-12-31', 'order-confirmation'),
      line('2027-01-01'),
    ];
    const lines = [old, credit, order, next] as InvoiceLine[];
    expect(countedLines(lines, through('2026-12', {}))).toEqual([old, credit]);
    expect(countedLines(lines, kpi())).toEqual([]);
  });

  it('changes the renewals whose state or shortfall is another', () => {
    // AD 2027-09-01: 2026-09 … 2027-08, gold needs 30.
    const [before, after] = [through('2027-08', { '2027-03': '31' }), through('2027-08', { '2027-03': '29' })];
    const evidence = { partner: partner(), kpi: after, skills: emptySkills('P-1'), config: config() };
    const gold = membership({ membershipId: 'G', terms: GOLD_LEARNING });
    expect(changedRenewals([gold, membership()], before, evidence, date('2027-09-16'))).toEqual([
      {
        ...{ membershipId: 'G', cycle: 7, anniversary: '2027-09-01', before: { state: 'met' } },
        after: {
          state: 'not-met',
          shortfalls: [{ code: 'kpi', have: '29', need: '30', from: '2026-09', to: '2027-08' }],
        },
      },
    ]);
    expect(changedRenewals([gold], before, { ...evidence, kpi: before }, date('2027-09-16'))).toEqual([]);
  });
});

describe('the history of a report', () => {
  const revision = (runId: string, before: string, after: string): KpiRevision => ({
    ...{ on: date('2027-01-20'), runId, at: '2027-01-20T08:00:00Z', kpi: after, revenue: {}, renewals: [] },
    months: [{ month: '2026-12' as CivilMonth, before, after }],
    how: 'recorded',
    ...nameLines([{ invoiceNumber: 'I-1', line: '1', documentType: 'credit-note' }]),
  });
  const none: Revisions = { kept: [], forgotten: 0 };

  it('tells what an execution changed once, from before the first to after the last', () => {
    const twice = withRevision(withRevision(none, revision('a', '30', '42')), revision('a', '42', '50'));
    expect(twice.kept).toMatchObject([{ runId: 'a', kpi: '50', months: [{ before: '30', after: '50' }] }]);
  });

  it('keeps the last ten, and counts the others', () => {
    const runs = Array.from({ length: 13 }, (_, index) => revision(`r${index}`, '0', String(index)));
    const { kept, forgotten } = runs.reduce(withRevision, none);
    expect([kept.length, kept[0]?.runId, kept.at(-1)?.runId, forgotten]).toEqual([10, 'r3', 'r12', 3]);
  });

  it('names twenty lines, and counts the others', () => {
    const lines = Array.from({ length: 23 }, (_, index) => ({
      ...{ invoiceNumber: 'I', line: String(index) },
      documentType: 'invoice' as const,
    }));
    expect(nameLines(lines)).toMatchObject({ more: 3 });
    expect(nameLines(lines).lines).toHaveLength(20);
    expect(lateChangeReason({ ...revision('a', '30', '42'), more: 3 })).toBe(
      'published anew: I-1/1 and 3 more changed the KPI of 2026-12 from 30 to 42',
    );
    const months = [...revision('a', '30', '42').months, { month: '2027-01' as CivilMonth, before: '0', after: '1' }];
    expect(lateChangeReason({ ...revision('a', '30', '42'), ...nameLines(lines.slice(0, 2)), months })).toBe(
      'published anew: I/0, I/1 changed the KPI of 2026-12 from 30 to 42, 2027-01 from 0 to 1',
    );
    expect(lateChangeReason({ ...revision('a', '30', '42'), lines: [] })).toBe(
      'published anew: lines changed the KPI of 2026-12 from 30 to 42',
    );
  });
});

describe('R-KPI-12: the months that several changes change', () => {
  const change = (month: string, before: string, after: string) => ({ month: month as CivilMonth, before, after });

  it('are told by month, from what was before the first to what is after the last', () => {
    const [january, march] = [change('2027-01', '5', '7'), change('2027-03', '1', '2')];
    const later = [change('2027-02', '3', '4'), change('2027-01', '7', '9')];
    const joined = [change('2027-01', '5', '9'), change('2027-02', '3', '4'), change('2027-03', '1', '2')];
    expect(joinMonths([march, january], later)).toEqual(joined);
    expect(joinMonths([january, march], later.toReversed())).toEqual(joined);
    expect(joinMonths([], later)).toEqual([later[1], later[0]]);
  });
});
