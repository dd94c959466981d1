/**
 * What of the recorded lines the published sums hold. A refresh sums the lines that are there; those that come in or are corrected
 * afterwards wait for the next one. Lines do not say when they came: their sums and the published ones tell.
 */
import Big from 'big.js';
import { addMonths, type CivilMonth, monthOf } from '../core/calendar.ts';
import { type InvoiceLine, isCounted } from '../kpi/invoice-line.ts';
import { type KpiLedger, type KpiSum, MONTHS_KEPT, sumByMonth, ZERO_SUM } from '../kpi/kpi.ts';
import { isPublished, type Period } from './period.ts';

/** A published month whose sum is another than that of its lines, and no single line accounts for it. */
export type UnexplainedMonth = { month: CivilMonth; published: string; recorded: string };
export type PublishedSums = {
  /** Over the published months of the window. */
  kpi: string;
  /** Lines of published months that the published sums do not hold yet. */
  waiting: ReadonlySet<InvoiceLine>;
  unsummed: UnexplainedMonth[];
};

export function publishedSums(lines: readonly InvoiceLine[], ledger: KpiLedger, period: Period): PublishedSums {
  const byMonth = Map.groupBy(lines.filter(isCounted), ({ invoiceDate }) => monthOf(invoiceDate));
  const waiting = new Set<InvoiceLine>();
  const unsummed: UnexplainedMonth[] = [];
  let kpi = new Big(0);
  for (const month of publishedMonths([...byMonth.keys()], ledger, period)) {
    const ofMonth = byMonth.get(month) ?? [];
    const recorded = sumByMonth(ofMonth)[month] ?? ZERO_SUM;
    const published = isPruned(month, ledger) ? recorded : ledger.months[month];
    kpi = kpi.plus(published?.kpi ?? '0');
    const late = lateLines(ofMonth, recorded, published);
    for (const line of late ?? []) waiting.add(line);
    if (late === null) unsummed.push({ month, published: published?.kpi ?? '0', recorded: recorded.kpi });
  }
  return { kpi: kpi.toFixed(), waiting, unsummed };
}

function publishedMonths(recorded: readonly CivilMonth[], ledger: KpiLedger, period: Period): CivilMonth[] {
  const months = new Set([...recorded, ...(Object.keys(ledger.months) as CivilMonth[])]);
  return [...months].filter((month) => isPublished(month, period)).toSorted();
}

/** Sums so old are not kept: there is nothing to compare with. */
const isPruned = (month: CivilMonth, { publishedThrough }: KpiLedger): boolean =>
  publishedThrough !== null && month < addMonths(publishedThrough, -MONTHS_KEPT);

/** The lines that a month's published sum lacks: all where it has none, else the one that is just the gap; null if none is. */
function lateLines(lines: readonly InvoiceLine[], recorded: KpiSum, published: KpiSum | undefined) {
  if (published === undefined) return [...lines];
  const gap = gapBetween(recorded, published);
  if (isZero(gap)) return [];
  const late = lines.filter((line) => isZero(gapBetween(gap, sumOf(line))));
  return late.length === 1 ? late : null;
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
