import * as z from 'zod';
import { date, decimal, id, line, oneOf, textThat } from '../../domain/config/values.ts';
import { DOCUMENT_TYPES } from '../../domain/kpi/invoice-line.ts';
import { wholeNumberCell } from './cells.ts';

const MAX_UNITS = 1_000_000_000;

/** A line of `invoices.csv` (R-KPI-1). */
export const invoiceLineRow = z.object({
  partnerId: id,
  invoiceNumber: line(1, 64),
  /** In digits, without leading zeros. */
  line: wholeNumberCell(0, 1_000_000).transform(String),
  documentType: oneOf(DOCUMENT_TYPES),
  invoiceDate: date,
  omlpType: line(1, 100),
  purchaseUnits: wholeNumberCell(0, MAX_UNITS),
  kpiValue: decimal,
  revenueValue: decimal,
  currency: textThat('a currency of ISO 4217, three capital letters, e.g. EUR', (text) => /^[A-Z]{3}$/.test(text)),
});
