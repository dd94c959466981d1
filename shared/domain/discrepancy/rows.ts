/** The partner's rows and the recorded invoice lines as comparable values (R-KPI-11). */
import Big from 'big.js';
import { type CivilMonth, monthOf } from '../core/calendar.ts';
import type { InvoiceLine } from '../kpi/invoice-line.ts';

/** A row of the partner's own list: the seven fields of R-KPI-1, and perhaps the currency of the revenue. */
export type PartnerRow = {
  /** 1 to 12. */
  month: number;
  /** Four digits. */
  year: number;
  omlpType: string;
  purchaseUnits: number;
  invoiceNumber: string;
  /** Decimal strings. */
  kpiValue: string;
  revenueValue: string;
  /** ISO 4217. */
  currency?: string | undefined;
};

/** In the order in which they are shown. The invoice number is not compared: rows and lines are matched by it. */
export const COMPARED_FIELDS = [
  'year',
  'month',
  'omlpType',
  'purchaseUnits',
  'kpiValue',
  'revenueValue',
  'currency',
] as const;
export type ComparedField = (typeof COMPARED_FIELDS)[number];

/** `currency`: null if the partner's row has none; it is then not compared. */
export type Values = Record<Exclude<ComparedField, 'currency'>, string> & { currency: string | null };

/** A field in which row and line differ, with both values. */
export type FieldDifference = { field: ComparedField; partner: string; recorded: string };

const MONTH_DIGITS = 2;

const decimal = (text: string): string => new Big(text).toFixed();

export function rowMonth({ year, month }: Pick<PartnerRow, 'year' | 'month'>): CivilMonth {
  return `${year}-${String(month).padStart(MONTH_DIGITS, '0')}` as CivilMonth;
}

export function rowValues(row: PartnerRow): Values {
  return {
    year: String(row.year),
    month: String(row.month),
    omlpType: row.omlpType,
    purchaseUnits: String(row.purchaseUnits),
    kpiValue: decimal(row.kpiValue),
    revenueValue: decimal(row.revenueValue),
    currency: row.currency ?? null,
  };
}

/** The month is that of the invoice date (R-KPI-1). */
export function lineValues(line: InvoiceLine): Values & { currency: string } {
  const [year, month] = monthOf(line.invoiceDate).split('-').map(Number);
  return {
    year: String(year),
    month: String(month),
    omlpType: line.omlpType,
    purchaseUnits: String(line.purchaseUnits),
    kpiValue: decimal(line.kpiValue),
    revenueValue: decimal(line.revenueValue),
    currency: line.currency,
  };
}

/** Revenue is never converted (R-KPI-9); a value that the partner's row does not have is no difference. */
const differsIn = (field: ComparedField, a: Values, b: Values): boolean =>
  a[field] !== b[field] && a[field] !== null && b[field] !== null;

/** The fields in which a row differs from a recorded line. */
export function differences(row: Values, line: Values): FieldDifference[] {
  return COMPARED_FIELDS.filter((field) => differsIn(field, row, line)).map((field) => ({
    field,
    partner: row[field] ?? '',
    recorded: line[field] ?? '',
  }));
}

/** In how many fields a row and a line differ. */
export function countDifferences(a: Values, b: Values): number {
  let count = 0;
  for (const field of COMPARED_FIELDS) if (differsIn(field, a, b)) count += 1;
  return count;
}
