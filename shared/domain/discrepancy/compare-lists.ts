/**
 * A partner's own list of lines compared with the recorded ones, every difference explained (R-KPI-11). KPI values are taken as
 * both lists say them, never derived (R-KPI-3).
 *
 *   the partner's KPI total − the published KPI total = the sum of the findings' effects, exactly
 */
import Big from 'big.js';
import type { CivilDate } from '../core/calendar.ts';
import type { InvoiceLine } from '../kpi/invoice-line.ts';
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
  /** All that are recorded of the partner, in the order of their keys. */
  lines: readonly InvoiceLine[];
  ledger: KpiLedger;
  asOf: CivilDate;
  /** With it, the months by which that renewal is judged are compared; without, the published ones. */
  anniversary: CivilDate | null;
};

export type Comparison = Pick<Period, 'window' | 'publishedThrough'> & {
  /** Decimals. `partner`: all rows. `published`: the published months of the window. `difference`: the former less the latter. */
  totals: { partner: string; published: string; difference: string };
  counts: Record<FindingClass, number>;
  /** By row, then the lines that the partner lacks; what agrees comes last. */
  findings: Finding[];
};

export function compareLists({ rows, lines, ledger, asOf, anniversary }: ComparisonInput): Comparison {
  const period = periodOf(ledger, asOf, anniversary);
  const { kpi: published, waiting, unsummed } = publishedSums(lines, ledger, period);
  const findings = [
    ...matchInvoices(rows, lines).flatMap((invoice) => findingsOf(invoice, { period, waiting })),
    ...unsummed.map((month) => findingOfMonth(month, period)),
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
  const ofRows = Map.groupBy(
    rows.map((row, index) => ({ of: { ...row, number: index + 1 }, values: rowValues(row) })),
    ({ of }) => of.invoiceNumber,
  );
  const ofLines = Map.groupBy(
    lines.map((line) => ({ of: line, values: lineValues(line) })),
    ({ of }) => of.invoiceNumber,
  );
  const numbers = new Set([...ofRows.keys(), ...ofLines.keys()]);
  return [...numbers].map((number) => matchLines(ofRows.get(number) ?? [], ofLines.get(number) ?? []));
}

function countsOf(findings: readonly RawFinding[]): Record<FindingClass, number> {
  const byClass = Map.groupBy(findings, (one) => one.class);
  return Object.fromEntries(FINDING_CLASSES.map((name) => [name, byClass.get(name)?.length ?? 0])) as Record<
    FindingClass,
    number
  >;
}

/** Sorting is stable: what is said of the same row stays in its order. */
function orderFindings(findings: readonly RawFinding[]): RawFinding[] {
  const rank = ({ row }: RawFinding): number => row ?? Number.MAX_SAFE_INTEGER;
  const isAgreed = (one: RawFinding): number => Number(one.class === 'agrees');
  return findings.toSorted((a, b) => isAgreed(a) - isAgreed(b) || rank(a) - rank(b));
}
