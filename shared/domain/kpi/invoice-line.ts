/** The invoice lines from which KPI are counted (R-KPI-1, R-KPI-2, R-KPI-13). */

import Big from 'big.js';
import type { CivilDate } from '../core/calendar.ts';

export const DOCUMENT_TYPES = ['invoice', 'credit-note', 'order-confirmation', 'partner-report'] as const;

export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** Kept as evidence, never counted (R-KPI-2). */
export type EvidenceType = Exclude<DocumentType, 'invoice' | 'credit-note'>;

export type InvoiceLine = {
  partnerId: string;
  invoiceNumber: string;
  line: string;
  documentType: DocumentType;
  invoiceDate: CivilDate;
  /** Official Microsoft Learning Product. */
  omlpType: string;
  /** Like both values, 0 or less on a credit note, 0 or more on any other document (R-KPI-13). */
  purchaseUnits: number;
  /** As recorded, never derived (R-KPI-3). */
  kpiValue: string;
  revenueValue: string;
  /** ISO 4217. */
  currency: string;
};

/**
 * The partner from which a merge brought a line (R-MRG-5). `differs`: the partner that stays has, or had, a line of the
 * same number with other values, and both count.
 */
export type CameFrom = { partnerId: string; differs: boolean };

/** The fields of an invoice line besides its key. */
export type InvoiceFacts = Omit<InvoiceLine, 'partnerId' | 'invoiceNumber' | 'line'>;

/** In the order in which reports list them. */
export const INVOICE_FACTS = [
  'documentType',
  'invoiceDate',
  'omlpType',
  'purchaseUnits',
  'kpiValue',
  'revenueValue',
  'currency',
] as const satisfies (keyof InvoiceFacts)[];

/**
 * Invoices count, and credit notes, which take back what an invoice gave (R-KPI-2, R-KPI-13); other documents are kept
 * as evidence.
 */
export function isCounted({ documentType }: Pick<InvoiceLine, 'documentType'>): boolean {
  return documentType === 'invoice' || documentType === 'credit-note';
}

/** The fields that have a sign. */
export type Amount = (typeof AMOUNTS)[number];

/** A value with a sign that its document does not allow. */
export type WrongSign = { field: Amount; got: string; allowed: string };

const AMOUNTS = ['purchaseUnits', 'kpiValue', 'revenueValue'] as const satisfies (keyof InvoiceFacts)[];

/** A credit note has zero or less, any other document zero or more (R-KPI-13). */
export function wrongSigns(line: Pick<InvoiceLine, 'documentType' | Amount>): WrongSign[] {
  const isCredit = line.documentType === 'credit-note';
  const isWrong = (amount: Big): boolean => (isCredit ? amount.gt(0) : amount.lt(0));
  const allowed = isCredit ? '0 or less on a credit-note' : `0 or more on a document of type ${line.documentType}`;
  return AMOUNTS.filter((field) => isWrong(new Big(line[field]))).map((field) => ({
    field,
    got: String(line[field]),
    allowed,
  }));
}

/** Whether two lines with the same key have the same values; otherwise they are in conflict (R-KPI-10). */
export function isSameLine(a: InvoiceLine, b: InvoiceLine): boolean {
  const exact = (['documentType', 'invoiceDate', 'omlpType', 'purchaseUnits', 'currency'] as const).every(
    (field) => a[field] === b[field],
  );
  return exact && new Big(a.kpiValue).eq(b.kpiValue) && new Big(a.revenueValue).eq(b.revenueValue);
}

/**
 * The lines without those that say the same as an earlier one of the same number: such a line counts once (R-KPI-10,
 * R-MRG-5).
 */
export function withoutRepeated<Line extends InvoiceLine>(lines: readonly Line[]): Line[] {
  const first = Map.groupBy(lines, lineName);
  return lines.filter((line) => first.get(lineName(line))?.find((other) => isSameLine(other, line)) === line);
}

/** What a line is called on its invoice, as text. */
export const lineName = ({ invoiceNumber, line }: Pick<InvoiceLine, 'invoiceNumber' | 'line'>): string =>
  JSON.stringify([invoiceNumber, line]);
