/** The invoice lines from which KPI are counted (R-KPI-1, R-KPI-2). */

import Big from 'big.js';
import type { CivilDate } from '../core/calendar.ts';

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
  /** As recorded, never derived (R-KPI-3). */
  kpiValue: string;
  revenueValue: string;
  /** ISO 4217. */
  currency: string;
};

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

/** Only invoices count; other documents are kept as evidence (R-KPI-2). */
export function isCounted(line: Pick<InvoiceLine, 'documentType'>): boolean {
  return line.documentType === 'invoice';
}

/** Whether two lines with the same key have the same values; otherwise they are in conflict (R-KPI-10). */
export function isSameLine(a: InvoiceLine, b: InvoiceLine): boolean {
  const exact = (['documentType', 'invoiceDate', 'omlpType', 'purchaseUnits', 'currency'] as const).every(
    (field) => a[field] === b[field],
  );
  return exact && new Big(a.kpiValue).eq(b.kpiValue) && new Big(a.revenueValue).eq(b.revenueValue);
}
