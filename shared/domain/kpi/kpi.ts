/** Key performance indicators of Learning partners, counted from invoice lines (R-KPI). Decimals are strings, never floats. */
import Big from 'big.js';
import { addMonths, type CivilDate, type CivilMonth, monthOf, nextMidMonth } from '../core/calendar.ts';
import { type InvoiceLine, isCounted } from './invoice-line.ts';
import { type KpiWindow, publishedWindow } from './kpi-window.ts';
/** Monthly sums that are kept before the newest published month: enough for every window that can still be judged. */
export const MONTHS_KEPT = 48;
/** Sums of a month or window; revenue per currency, never added up across them (R-KPI-9). */
export type KpiSum = { kpi: string; revenue: Record<string, string> };
/** A partner's KPI: monthly sums, and up to which month they are published. */
export type KpiLedger = {
  partnerId: string;
  months: Record<CivilMonth, KpiSum>;
  /** The newest month that a refresh has published; null before the first one (R-KPI-8). */
  publishedThrough: CivilMonth | null;
  /** Lines came in since the sums were made. */
  dirty: boolean;
  /** The next refresh that has something to do for this partner; null while no membership needs KPI. */
  refreshOn: CivilDate | null;
};

export const ZERO_SUM: KpiSum = { kpi: '0', revenue: {} };

export function emptyKpiLedger(partnerId: string): KpiLedger {
  return { partnerId, months: {}, publishedThrough: null, dirty: false, refreshOn: null };
}

/** Whether a refresh has published the last month of a window (R-KPI-8). */
export function isPublished({ publishedThrough }: Pick<KpiLedger, 'publishedThrough'>, { to }: KpiWindow): boolean {
  return publishedThrough !== null && publishedThrough >= to;
}

/** Two sums as one. */
export function addSums(a: KpiSum, b: KpiSum): KpiSum {
  const revenue = { ...a.revenue };
  for (const [currency, value] of Object.entries(b.revenue))
    revenue[currency] = new Big(revenue[currency] ?? '0').plus(value).toFixed();
  return { kpi: new Big(a.kpi).plus(b.kpi).toFixed(), revenue };
}

/** The sum over a window; a published month without lines is 0 (R-KPI-8). */
export function sumOver(ledger: Pick<KpiLedger, 'months'>, window: KpiWindow): KpiSum {
  return Object.entries(ledger.months)
    .filter(([month]) => month >= window.from && month <= window.to)
    .reduce((sum, [, value]) => addSums(sum, value), ZERO_SUM);
}

/** The sums by month of the lines that count, purchases before enrolment included (R-KPI-2, R-KPI-5). */
export function sumByMonth(lines: Iterable<InvoiceLine>): Record<CivilMonth, KpiSum> {
  const months: Record<CivilMonth, KpiSum> = {};
  for (const line of lines) {
    if (!isCounted(line)) continue;
    const month = monthOf(line.invoiceDate);
    const value = { kpi: line.kpiValue, revenue: { [line.currency]: line.revenueValue } };
    months[month] = addSums(months[month] ?? ZERO_SUM, value);
  }
  return months;
}

/**
 * The ledger after the refresh of `asOf`: published further, and with new monthly sums where lines came in (`months`).
 * `needed`: whether a membership of the partner still lives by KPI; if not, the next refresh has nothing to do here.
 */
export function refreshLedger(
  ledger: KpiLedger,
  asOf: CivilDate,
  months: Record<CivilMonth, KpiSum> | null,
  needed: boolean,
): KpiLedger {
  const { to } = publishedWindow(asOf);
  const publishedThrough =
    ledger.publishedThrough !== null && ledger.publishedThrough > to ? ledger.publishedThrough : to;
  const oldest = addMonths(publishedThrough, -MONTHS_KEPT);
  const kept = Object.entries(months ?? ledger.months).filter(([month]) => month >= oldest);
  return {
    ...ledger,
    months: Object.fromEntries(kept),
    publishedThrough,
    dirty: false,
    refreshOn: needed ? nextMidMonth(asOf) : null,
  };
}
