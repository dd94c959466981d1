/** Findings of matched lists, each with its effect on the difference of the totals (R-KPI-11). */
import Big from 'big.js';
import { monthOf } from '../core/calendar.ts';
import { type DocumentType, type EvidenceType, type InvoiceLine, isCounted } from '../kpi/invoice-line.ts';
import type { FindingSubject, RawFinding } from './finding.ts';
import type { LineMatches } from './match-lines.ts';
import { type CountingStatus, countingStatus, importedStatus, type Period } from './period.ts';
import type { UnexplainedMonth } from './published-sums.ts';
import { differences, type FieldDifference, lineValues, type PartnerRow, rowMonth, rowValues } from './rows.ts';

/** `number`: from 1. */
export type NumberedRow = PartnerRow & { number: number };
export type ComparisonBasis = { period: Period; lateLines: ReadonlySet<InvoiceLine> };

/** All findings about one invoice. */
export function findingsOf(matched: LineMatches<NumberedRow, InvoiceLine>, basis: ComparisonBasis): RawFinding[] {
  return [
    ...matched.pairs.flatMap(({ row, line }) => pairFindings(row, line, basis)),
    ...matched.repeated.map(({ row, first, line }) => duplicateFinding(row, first, line)),
    ...matched.rows.flatMap((row) => unknownFindings(row, basis.period)),
    ...matched.lines.flatMap((line) => missingFindings(line, basis)),
  ];
}

/** The finding that a published month's sum differs from that of its lines, which the next refresh corrects. */
export function findingOfMonth({ month, published, recorded }: UnexplainedMonth, { nextRefresh }: Period): RawFinding {
  const kpiValue = minus(recorded, published);
  const subject: FindingSubject = { row: null, line: null, invoiceNumber: null, month, kpiValue };
  const unsummed = { published, recorded };
  return {
    ...subject,
    class: 'not-yet-published',
    unsummed,
    because: 'R-KPI-4',
    resolvesOn: nextRefresh,
    kpiEffect: kpiValue,
  };
}

/**
 * Findings about a row and its line. A line that does not count has its whole value as effect; a differing value is a
 * finding of its own.
 */
function pairFindings(row: NumberedRow, line: InvoiceLine, basis: ComparisonBasis): RawFinding[] {
  const subject = aboutLine(line, row.number);
  const fields = differences(rowValues(row), lineValues(line));
  const kpiEffect = minus(row.kpiValue, line.kpiValue);
  const because = ruleOf(fields);
  const differing: RawFinding = { ...subject, class: 'value-differs', fields, because, resolvesOn: null, kpiEffect };
  const findings = [...notCountedFindings(subject, line, basis), ...(fields.length > 0 ? [differing] : [])];
  if (findings.length > 0) return findings;
  return [{ ...subject, class: 'agrees', because: 'R-KPI-1', resolvesOn: null, kpiEffect: '0' }];
}

/** Why a recorded line does not count (yet); empty if it counts. */
function notCountedFindings(
  subject: FindingSubject,
  line: InvoiceLine,
  { period, lateLines }: ComparisonBasis,
): RawFinding[] {
  const { documentType, kpiValue: kpiEffect } = line;
  if (isEvidence(documentType))
    return [{ ...subject, class: 'not-an-invoice', documentType, because: 'R-KPI-2', resolvesOn: null, kpiEffect }];
  const counting = countingStatus(monthOf(line.invoiceDate), period, !lateLines.has(line));
  return statusFindings(subject, counting, period, kpiEffect);
}

function statusFindings(
  subject: FindingSubject,
  counting: CountingStatus,
  { rule }: Period,
  kpiEffect: string,
): RawFinding[] {
  switch (counting.class) {
    case 'counted':
      return [];
    case 'not-yet-published':
      return [{ ...subject, class: counting.class, because: 'R-KPI-4', resolvesOn: counting.publishedOn, kpiEffect }];
    case 'outside-window':
      return [{ ...subject, ...counting, because: rule, resolvesOn: null, kpiEffect }];
  }
}

/** The same line again counts once (R-KPI-10). */
function duplicateFinding(row: NumberedRow, first: NumberedRow, line: InvoiceLine): RawFinding {
  const { kpiValue } = row;
  return {
    ...aboutLine(line, row.number),
    kpiValue,
    class: 'duplicate',
    firstRow: first.number,
    because: 'R-KPI-10',
    resolvesOn: null,
    kpiEffect: kpiValue,
  };
}

/** The row has no recorded line; and why the line would not count if it were imported today. */
function unknownFindings(row: NumberedRow, period: Period): RawFinding[] {
  const { number, invoiceNumber, kpiValue } = row;
  const month = rowMonth(row);
  const subject: FindingSubject = { row: number, line: null, invoiceNumber, month, kpiValue };
  const imported = importedStatus(month, period);
  const resolvesOn = imported.class === 'not-yet-published' ? imported.publishedOn : null;
  const unknown: RawFinding = {
    ...subject,
    class: 'unknown-here',
    ifImported: IF_IMPORTED[imported.class],
    because: 'R-KPI-1',
    resolvesOn,
    kpiEffect: kpiValue,
  };
  return [unknown, ...statusFindings(subject, countingStatus(month, period, true), period, '0')];
}

const IF_IMPORTED = {
  counted: 'counts-at-once',
  'not-yet-published': 'waits-for-refresh',
  'outside-window': 'never-counts',
} as const satisfies Record<CountingStatus['class'], string>;

/** A recorded line that the partner does not list is a finding only if it counts. */
function missingFindings(line: InvoiceLine, basis: ComparisonBasis): RawFinding[] {
  const subject = aboutLine(line, null);
  if (notCountedFindings(subject, line, basis).length > 0) return [];
  const kpiEffect = minus('0', line.kpiValue);
  return [{ ...subject, class: 'missing-invoice', because: 'R-KPI-2', resolvesOn: null, kpiEffect }];
}

const aboutLine = (
  { line, invoiceNumber, invoiceDate, kpiValue }: InvoiceLine,
  row: number | null,
): FindingSubject => ({
  row,
  line,
  invoiceNumber,
  month: monthOf(invoiceDate),
  kpiValue,
});

const isEvidence = (documentType: DocumentType): documentType is EvidenceType => !isCounted({ documentType });

/** The rule about the differing fields: KPI (R-KPI-3), revenue (R-KPI-9), others (R-KPI-1). */
function ruleOf(fields: readonly FieldDifference[]): string {
  const differ = new Set(fields.map(({ field }) => field));
  if (differ.has('kpiValue')) return 'R-KPI-3';
  return [...differ].every((field) => field === 'revenueValue' || field === 'currency') ? 'R-KPI-9' : 'R-KPI-1';
}

const minus = (a: string, b: string): string => new Big(a).minus(b).toFixed();
