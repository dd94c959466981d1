/** A finding as a sentence, for decisions and the command's output; the partner's report has its own words. */
import type { RawFinding } from './finding.ts';
import type { ComparedField, FieldDifference } from './rows.ts';

export function findingReason(finding: RawFinding): string {
  const { row, month, resolvesOn, kpiValue } = finding;
  const what = subjectOf(finding);
  switch (finding.class) {
    case 'agrees':
      return `${what} agrees`;
    case 'unknown-here':
      return `row ${row}: no such line of invoice ${finding.invoiceNumber} is recorded here; ${describeImport(finding)}`;
    case 'missing-invoice':
      return `${what}, of ${month}, counts with KPI ${kpiValue} and is not in the partner's list`;
    case 'value-differs':
      return `${what} says otherwise: ${finding.fields.map(describeField).join(', ')}; what is recorded counts until it is corrected`;
    case 'duplicate':
      return `row ${row} repeats row ${finding.firstRow}: ${lineName(finding)} is recorded once and counts once`;
    case 'not-an-invoice':
      return `${what} is a document of type ${finding.documentType}; only invoices and credit notes count`;
    case 'not-yet-published':
      return notYetPublishedReason(finding, what);
    case 'outside-window':
      return `${what}, of ${month}, is outside ${finding.window.from} … ${finding.window.to}${resolvesOn === null ? '' : `; until ${resolvesOn}`}`;
  }
}

type FindingOf<Class> = Extract<RawFinding, { class: Class }>;

function notYetPublishedReason({ unsummed, month, resolvesOn }: FindingOf<'not-yet-published'>, what: string): string {
  if (unsummed === undefined) return `${what}, of ${month}, is published by the KPI refresh of ${resolvesOn}`;
  const { published, recorded } = unsummed;
  return `the recorded lines of ${month} amount to KPI ${recorded}, published is ${published}: the KPI refresh of ${resolvesOn} publishes the difference`;
}

function describeImport({ ifImported, resolvesOn }: FindingOf<'unknown-here'>): string {
  switch (ifImported) {
    case 'counts-at-once':
      return 'if its invoice is imported today, it counts at once';
    case 'waits-for-refresh':
      return `if its invoice is imported today, the KPI refresh of ${resolvesOn} publishes it`;
    case 'never-counts':
      return 'if it were imported today, it would not count in these months';
  }
}

const subjectOf = (finding: RawFinding): string =>
  finding.row === null ? lineName(finding) : `row ${finding.row} (${lineName(finding)})`;

const lineName = ({ invoiceNumber, line }: RawFinding): string =>
  line === null ? `invoice ${invoiceNumber}` : `line ${line} of invoice ${invoiceNumber}`;

const NAMES: Record<ComparedField, string> = {
  year: 'year',
  month: 'month',
  omlpType: 'OMLP type',
  purchaseUnits: 'purchase units',
  kpiValue: 'KPI value',
  revenueValue: 'revenue value',
  currency: 'currency',
};

const describeField = ({ field, partner, recorded }: FieldDifference): string =>
  `${NAMES[field]} ${partner} there, ${recorded} here`;
