/** KPI ledgers of learning partners: monthly sums of invoice lines (R-KPI). Decimals are strings, never floats. */
import Big from 'big.js';
import { addMonths, type CivilDate, type CivilMonth, monthOf, nextMidMonth } from '../core/calendar.ts';
import { type InvoiceLine, isCounted } from './invoice-line.ts';
import { type KpiWindow, publishedWindow } from './kpi-window.ts';
/** Months kept before the newest published month: enough for every window by which a renewal can still be judged. */
export const MONTHS_KEPT = 48;
/** Sums of a month or window; revenue per currency, never added up across them (R-KPI-9). */
export type KpiSum = { kpi: string; revenue: Record<string, string> };
/** A partner's KPI: monthly sums, and up to which month they are published. */
export type KpiLedger = {
  partnerId: string;
  months: Record<CivilMonth, KpiSum>;
  /** The newest month that a refresh has published; null before the first one (R-KPI-8). */
  publishedThrough: CivilMonth | null;
  /** Lines have come in since the sums were made. */
  dirty: boolean;
  /** The day of this partner's next refresh; null while no active membership may need KPI. */
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

/** Adds two sums; revenue by currency (R-KPI-9). */
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

/** The sums by month of the lines that count, purchases before enrolment included (R-KPI-2, R-KPI-3, R-KPI-5). */
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

/** Without the months that are too old to be kept. */
export function keptMonths(months: KpiLedger['months'], publishedThrough: CivilMonth): KpiLedger['months'] {
  const oldest = addMonths(publishedThrough, -MONTHS_KEPT);
  return Object.fromEntries(Object.entries(months).filter(([month]) => month >= oldest));
}

/**
 * The ledger after the refresh of `asOf`.
 *
 * @param months new monthly sums; null: no lines have come in since they were made
 * @param isNeeded whether an active membership of the partner may need KPI: if not, no refresh is due
 */
export function refreshLedger(
  ledger: KpiLedger,
  asOf: CivilDate,
  months: Record<CivilMonth, KpiSum> | null,
  isNeeded: boolean,
): KpiLedger {
  const { to } = publishedWindow(asOf);
  const publishedThrough =
    ledger.publishedThrough !== null && ledger.publishedThrough > to ? ledger.publishedThrough : to;
  return {
    ...ledger,
    months: keptMonths(months ?? ledger.months, publishedThrough),
    publishedThrough,
    dirty: false,
    refreshOn: isNeeded ? nextMidMonth(asOf) : null,
  };
}
