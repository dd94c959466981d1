/**
 * Which recorded lines the published sums include. A refresh sums the lines recorded by then; lines that come in or are
 * corrected later are included by the next one. Lines have no date of import: the difference between their sums and the
 * published ones tells.
 */
import Big from 'big.js';
import { addMonths, type CivilMonth, monthOf } from '../core/calendar.ts';
import { type InvoiceLine, isCounted } from '../kpi/invoice-line.ts';
import { type KpiLedger, type KpiSum, MONTHS_KEPT, sumByMonth, ZERO_SUM } from '../kpi/kpi.ts';
import { isPublished, type Period } from './period.ts';

/** A published month whose sum differs from that of its lines by more than one line. */
export type UnexplainedMonth = { month: CivilMonth; published: string; recorded: string };
export type PublishedSums = {
  /** Over the published months of the window. */
  kpi: string;
  /** Lines of published months that the published sums do not include yet. */
  lateLines: ReadonlySet<InvoiceLine>;
  unexplained: UnexplainedMonth[];
};

export function publishedSums(lines: readonly InvoiceLine[], ledger: KpiLedger, period: Period): PublishedSums {
  const byMonth = Map.groupBy(lines.filter(isCounted), ({ invoiceDate }) => monthOf(invoiceDate));
  const lateLines = new Set<InvoiceLine>();
  const unexplained: UnexplainedMonth[] = [];
  let kpi = new Big(0);
  for (const month of publishedMonths([...byMonth.keys()], ledger, period)) {
    const ofMonth = byMonth.get(month) ?? [];
    const recorded = sumByMonth(ofMonth)[month] ?? ZERO_SUM;
    const published = isPruned(month, ledger) ? recorded : ledger.months[month];
    kpi = kpi.plus(published?.kpi ?? '0');
    const missingLines = findLateLines(ofMonth, recorded, published);
    if (missingLines === null) unexplained.push({ month, published: published?.kpi ?? '0', recorded: recorded.kpi });
    else for (const line of missingLines) lateLines.add(line);
  }
  return { kpi: kpi.toFixed(), lateLines, unexplained };
}

function publishedMonths(recorded: readonly CivilMonth[], ledger: KpiLedger, period: Period): CivilMonth[] {
  const months = new Set([...recorded, ...(Object.keys(ledger.months) as CivilMonth[])]);
  return [...months].filter((month) => isPublished(month, period)).toSorted();
}

/** Whether a month is too old for its published sum to be kept. */
const isPruned = (month: CivilMonth, { publishedThrough }: KpiLedger): boolean =>
  publishedThrough !== null && month < addMonths(publishedThrough, -MONTHS_KEPT);

/**
 * The lines not included in a month's published sum: all if it has no sum, else the one line that equals the gap; null
 * if none does.
 */
function findLateLines(lines: readonly InvoiceLine[], recorded: KpiSum, published: KpiSum | undefined) {
  if (published === undefined) return [...lines];
  const gap = gapBetween(recorded, published);
  if (isZero(gap)) return [];
  const missingLines = lines.filter((line) => isZero(gapBetween(gap, sumOf(line))));
  return missingLines.length === 1 ? missingLines : null;
}

const sumOf = ({ kpiValue, currency, revenueValue }: InvoiceLine): KpiSum => ({
  kpi: kpiValue,
  revenue: { [currency]: revenueValue },
});

function gapBetween(a: KpiSum, b: KpiSum): KpiSum {
  const currencies = new Set([...Object.keys(a.revenue), ...Object.keys(b.revenue)]);
  const revenue = [...currencies].map((currency) => [currency, minus(a.revenue[currency], b.revenue[currency])]);
  return { kpi: minus(a.kpi, b.kpi), revenue: Object.fromEntries(revenue) };
}

const minus = (a: string | undefined, b: string | undefined): string => new Big(a ?? '0').minus(b ?? '0').toFixed();

const isZero = ({ kpi, revenue }: KpiSum): boolean =>
  [kpi, ...Object.values(revenue)].every((value) => new Big(value).eq(0));
