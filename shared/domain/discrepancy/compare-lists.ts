/**
 * Compares a partner's list of invoice lines with the recorded ones and explains every difference (R-KPI-11). KPI
 * values are taken from both lists, never derived (R-KPI-3).
 *
 *   the partner's KPI total − the published KPI total = the sum of the findings' effects, exactly
 */
import Big from 'big.js';
import type { CivilDate } from '../core/calendar.ts';
import { type InvoiceLine, isCounted } from '../kpi/invoice-line.ts';
import type { KpiLedger } from '../kpi/kpi.ts';
import { FINDING_CLASSES, type Finding, type FindingClass, type RawFinding } from './finding.ts';
import { findingReason } from './finding-reason.ts';
import { findingOfMonth, findingsOf, type NumberedRow } from './findings.ts';
import { type LineMatches, matchLines } from './match-lines.ts';
import { type Period, periodOf } from './period.ts';
import { publishedSums } from './published-sums.ts';
import { lineValues, type PartnerRow, rowValues } from './rows.ts';

export type ComparisonInput = {
  rows: readonly PartnerRow[];
  /** All recorded lines of the partner, in the order of their keys. */
  lines: readonly InvoiceLine[];
  ledger: KpiLedger;
  asOf: CivilDate;
  /** With it, the months by which that renewal is judged are compared; null: the published months. */
  anniversary: CivilDate | null;
};

export type Comparison = Pick<Period, 'window' | 'publishedThrough'> & {
  /**
   * Decimals. `partner`: all rows. `published`: the published months of the window. `difference`: the former less the
   * latter.
   */
  totals: { partner: string; published: string; difference: string };
  counts: Record<FindingClass, number>;
  /** By row, then the lines missing in the partner's list; agreeing lines come last. */
  findings: Finding[];
};

export function compareLists({ rows, lines, ledger, asOf, anniversary }: ComparisonInput): Comparison {
  const period = periodOf(ledger, asOf, anniversary);
  const { kpi: published, lateLines, unexplained } = publishedSums(lines, ledger, period);
  const findings = [
    ...matchInvoices(rows, lines).flatMap((invoice) => findingsOf(invoice, { period, lateLines })),
    ...unexplained.map((month) => findingOfMonth(month, period)),
  ];
  const partner = rows.reduce((sum, { kpiValue }) => sum.plus(kpiValue), new Big(0));
  const { window, publishedThrough } = period;
  return {
    window,
    publishedThrough,
    totals: { partner: partner.toFixed(), published, difference: partner.minus(published).toFixed() },
    counts: countsOf(findings),
    findings: orderFindings(findings).map((one) => ({ ...one, rule: 'R-KPI-11', reason: findingReason(one) })),
  };
}

function matchInvoices(
  rows: readonly PartnerRow[],
  lines: readonly InvoiceLine[],
): LineMatches<NumberedRow, InvoiceLine>[] {
  const rowsByInvoice = Map.groupBy(
    rows.map((row, index) => ({ source: { ...row, number: index + 1 }, values: rowValues(row) })),
    ({ source }) => source.invoiceNumber,
  );
  // Of two equal lines the one that counts is what the partner means.
  const countedFirst = lines.toSorted((a, b) => Number(isCounted(b)) - Number(isCounted(a)));
  const linesByInvoice = Map.groupBy(
    countedFirst.map((line) => ({ source: line, values: lineValues(line) })),
    ({ source }) => source.invoiceNumber,
  );
  const numbers = new Set([...rowsByInvoice.keys(), ...linesByInvoice.keys()]);
  return [...numbers].map((number) => matchLines(rowsByInvoice.get(number) ?? [], linesByInvoice.get(number) ?? []));
}

function countsOf(findings: readonly RawFinding[]): Record<FindingClass, number> {
  const byClass = Map.groupBy(findings, (one) => one.class);
  return Object.fromEntries(FINDING_CLASSES.map((name) => [name, byClass.get(name)?.length ?? 0])) as Record<
    FindingClass,
    number
  >;
}

/** Sorting is stable: findings about the same row stay in their order. */
function orderFindings(findings: readonly RawFinding[]): RawFinding[] {
  const rank = ({ row }: RawFinding): number => row ?? Number.MAX_SAFE_INTEGER;
  const isAgreed = (one: RawFinding): number => Number(one.class === 'agrees');
  return findings.toSorted((a, b) => isAgreed(a) - isAgreed(b) || rank(a) - rank(b));
}
