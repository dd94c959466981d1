/** Key performance indicators of Learning partners, counted from invoice lines (R-KPI). Decimals are strings, never floats. */
import Big from 'big.js';
import {
  addMonths,
  type CivilDate,
  type CivilMonth,
  latestMidMonth,
  midMonth,
  monthOf,
  nextMidMonth,
} from '../core/calendar.ts';

/** Months in a KPI window (R-KPI-4, R-KPI-7). */
const WINDOW_MONTHS = 12;
/** Monthly sums that are kept before the newest published month: enough for every window that can still be judged. */
export const MONTHS_KEPT = 48;

export const DOCUMENT_TYPES = ['invoice', 'order-confirmation', 'partner-report'] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

export type InvoiceLine = {
  partnerId: string;
  invoiceNumber: string;
  line: string;
  documentType: DocumentType;
  invoiceDate: CivilDate;
  /** Official Microsoft Learning Product. */
  omlpType: string;
  purchaseUnits: number;
  /** What the line says, never derived (R-KPI-3). */
  kpiValue: string;
  revenueValue: string;
  /** ISO 4217. */
  currency: string;
};

/** What an invoice line says, without its key. */
export type InvoiceFacts = Omit<InvoiceLine, 'partnerId' | 'invoiceNumber' | 'line'>;

/** In the order in which they are told. */
export const INVOICE_FACTS = [
  'documentType',
  'invoiceDate',
  'omlpType',
  'purchaseUnits',
  'kpiValue',
  'revenueValue',
  'currency',
] as const satisfies (keyof InvoiceFacts)[];

/** Sums of a month or window; revenue per currency, never added up across them (R-KPI-9). */
export type KpiSum = { kpi: string; revenue: Record<string, string> };
/** First and last month, both inclusive. */
export type KpiWindow = { from: CivilMonth; to: CivilMonth };

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

/** Only invoices count; other documents are kept as evidence (R-KPI-2). */
export function isCounted(line: Pick<InvoiceLine, 'documentType'>): boolean {
  return line.documentType === 'invoice';
}

/** The 12 months that a refresh publishes: M-12 … M-1 of the latest refresh day at or before `asOf` (R-KPI-4). */
export function publishedWindow(asOf: CivilDate): KpiWindow {
  const to = addMonths(monthOf(latestMidMonth(asOf)), -1);
  return { from: addMonths(to, 1 - WINDOW_MONTHS), to };
}

/** The 12 complete months before the AD's month, by which a renewal is judged (R-KPI-7). */
export function renewalWindow(anniversary: CivilDate): KpiWindow {
  const to = addMonths(monthOf(anniversary), -1);
  return { from: addMonths(to, 1 - WINDOW_MONTHS), to };
}

/** The refresh that publishes the last month of the renewal window: the 15th of the AD's month (R-KPI-8). */
export function decidingRefresh(anniversary: CivilDate): CivilDate {
  return midMonth(monthOf(anniversary));
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

/** Whether two lines with the same key say the same; otherwise they are in conflict (R-KPI-10). */
export function isSameLine(a: InvoiceLine, b: InvoiceLine): boolean {
  const exact = (['documentType', 'invoiceDate', 'omlpType', 'purchaseUnits', 'currency'] as const).every(
    (field) => a[field] === b[field],
  );
  return exact && new Big(a.kpiValue).eq(b.kpiValue) && new Big(a.revenueValue).eq(b.revenueValue);
}
