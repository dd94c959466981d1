/** A finding as a sentence for a person: for decisions and the command's output; the partner's report has its own words. */
import type { RawFinding } from './finding.ts';
import type { ComparedField, FieldDifference } from './rows.ts';

export function findingReason(found: RawFinding): string {
  const { row, month, resolvesOn, kpiValue } = found;
  const what = subjectOf(found);
  switch (found.class) {
    case 'agrees':
      return `${what} agrees`;
    case 'unknown-here':
      return `row ${row}: no such line of invoice ${found.invoiceNumber} is recorded here; ${ifImported(found)}`;
    case 'missing-invoice':
      return `${what}, of ${month}, counts with KPI ${kpiValue} and is not in the partner's list`;
    case 'value-differs':
      return `${what} says otherwise: ${found.fields.map(describeField).join(', ')}; what is recorded counts until it is corrected`;
    case 'duplicate':
      return `row ${row} repeats row ${found.firstRow}: ${lineName(found)} is recorded once and counts once`;
    case 'not-an-invoice':
      return `${what} is a document of type ${found.documentType}; only invoices count`;
    case 'not-yet-published':
      return notYetPublishedReason(found, what);
    case 'outside-window':
      return `${what}, of ${month}, is outside ${found.window.from} … ${found.window.to}${resolvesOn === null ? '' : `; until ${resolvesOn}`}`;
  }
}

type FindingOf<Class> = Extract<RawFinding, { class: Class }>;

function notYetPublishedReason({ unsummed, month, resolvesOn }: FindingOf<'not-yet-published'>, what: string): string {
  if (unsummed === undefined) return `${what}, of ${month}, is published by the KPI refresh of ${resolvesOn}`;
  const { published, recorded } = unsummed;
  return `the recorded lines of ${month} amount to KPI ${recorded}, published is ${published}: the KPI refresh of ${resolvesOn} publishes the difference`;
}

const ifImported = ({ resolvesOn }: FindingOf<'unknown-here'>): string =>
  resolvesOn === null
    ? 'if it were imported today, it would not count in these months'
    : `if its invoice is imported today, the KPI refresh of ${resolvesOn} publishes it`;

const subjectOf = (found: RawFinding): string =>
  found.row === null ? lineName(found) : `row ${found.row} (${lineName(found)})`;

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
