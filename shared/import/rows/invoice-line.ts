import * as z from 'zod';
import { date, id, isSignedDecimal, line, oneOf, signedDecimal, textThat } from '../../domain/config/values.ts';
import { type Amount, DOCUMENT_TYPES, type InvoiceLine, wrongSigns } from '../../domain/kpi/invoice-line.ts';
import { signedNumberCell, wholeNumberCell } from './cells.ts';

const MAX_UNITS = 1_000_000_000;

const areNumbers = ({ purchaseUnits, kpiValue, revenueValue }: Pick<InvoiceLine, Amount>): boolean =>
  typeof purchaseUnits === 'number' && isSignedDecimal(kpiValue) && isSignedDecimal(revenueValue);

/** A line of `invoices.csv` (R-KPI-1). What a credit note takes back is negative, and nothing else is (R-KPI-13). */
export const invoiceLineRow = z
  .object({
    partnerId: id,
    invoiceNumber: line(1, 64),
    /** In digits, without leading zeros. */
    line: wholeNumberCell(0, 1_000_000).transform(String),
    documentType: oneOf(DOCUMENT_TYPES),
    invoiceDate: date,
    omlpType: line(1, 100),
    purchaseUnits: signedNumberCell(MAX_UNITS),
    kpiValue: signedDecimal,
    revenueValue: signedDecimal,
    currency: textThat('a currency of ISO 4217, three capital letters, e.g. EUR', (text) => /^[A-Z]{3}$/.test(text)),
  })
  .superRefine((row, context) => {
    // What is no number has its own problem.
    for (const { field, allowed } of areNumbers(row) ? wrongSigns(row) : [])
      context.addIssue({ code: 'custom', path: [field], message: allowed });
  });
