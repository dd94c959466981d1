/** What changes a month that is published counts from the moment it is recorded (R-KPI-12). */

import Big from 'big.js';
import { type CivilDate, type CivilMonth, monthOf } from '../core/calendar.ts';
import { compareTexts } from '../core/text.ts';
import { type DocumentType, type InvoiceLine, isCounted } from './invoice-line.ts';
import { type KpiLedger, type KpiSum, keptMonths, ZERO_SUM } from './kpi.ts';

/** A published month, and its KPI before and after. Decimals. */
export type MonthChange = { month: CivilMonth; before: string; after: string };

/** A line that has changed published months. `name`: `<invoice number>/<line>`. */
export type NamedLine = { name: string; documentType: DocumentType };

/** What an execution has brought or corrected in published months. */
export type LateChange = {
  on: CivilDate;
  runId: string;
  /** Instant. */
  at: string;
  how: 'recorded' | 'corrected';
  months: MonthChange[];
  /** The first of them; `more`: how many are not named. */
  lines: NamedLine[];
  more: number;
};

const LINES_NAMED = 20;

/** The ledger with new sums; the same months are published. */
export function recountLedger(ledger: KpiLedger, months: KpiLedger['months']): KpiLedger {
  if (ledger.publishedThrough === null) return ledger;
  return { ...ledger, months: keptMonths(months, ledger.publishedThrough), dirty: false };
}

/** The published months whose sums differ, the oldest first. Where the revenue alone differs, the KPI are the same. */
export function changedMonths(before: KpiLedger, after: KpiLedger): MonthChange[] {
  const months = new Set([...Object.keys(before.months), ...Object.keys(after.months)] as CivilMonth[]);
  return [...months]
    .filter((month) => isPublishedMonth(month, before))
    .toSorted()
    .map((month) => ({ month, was: before.months[month] ?? ZERO_SUM, is: after.months[month] ?? ZERO_SUM }))
    .filter(({ was, is }) => !isSameSum(was, is))
    .map(({ month, was, is }) => ({ month, before: was.kpi, after: is.kpi }));
}

const isPublishedMonth = (month: CivilMonth, { publishedThrough }: KpiLedger): boolean =>
  publishedThrough !== null && month <= publishedThrough;

function isSameSum(a: KpiSum, b: KpiSum): boolean {
  const currencies = new Set([...Object.keys(a.revenue), ...Object.keys(b.revenue)]);
  const isSame = (one = '0', other = '0'): boolean => new Big(one).eq(other);
  return isSame(a.kpi, b.kpi) && [...currencies].every((currency) => isSame(a.revenue[currency], b.revenue[currency]));
}

/** The lines that count in published months. */
export function countedLines<Line extends InvoiceLine>(lines: readonly Line[], ledger: KpiLedger): Line[] {
  return lines.filter((line) => isCounted(line) && isPublishedMonth(monthOf(line.invoiceDate), ledger));
}

/** The names of lines, the first of them. */
export function nameLines(
  lines: readonly Pick<InvoiceLine, 'invoiceNumber' | 'line' | 'documentType'>[],
): Pick<LateChange, 'lines' | 'more'> {
  const named = lines
    .slice(0, LINES_NAMED)
    .map(({ invoiceNumber, line, documentType }): NamedLine => ({ name: `${invoiceNumber}/${line}`, documentType }));
  return { lines: named, more: lines.length - named.length };
}

/** From what was before the first change to what is after the last. */
export function joinMonths(earlier: readonly MonthChange[], later: readonly MonthChange[]): MonthChange[] {
  const first = new Map(earlier.map((change) => [change.month, change]));
  const last = new Map([...earlier, ...later].map((change) => [change.month, change]));
  return [...last.values()]
    .map((change) => ({ ...change, before: first.get(change.month)?.before ?? change.before }))
    .toSorted((a, b) => compareTexts(a.month, b.month));
}

/** The decision's reason. */
export function lateChangeReason({ months, lines, more }: LateChange): string {
  const named = `${lines.map(({ name }) => name).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const sums = months.map(({ month, before, after }) => `${month} from ${before} to ${after}`).join(', ');
  return `published anew: ${named || 'lines'} changed the KPI of ${sums}`;
}
