/** Imports rows of `invoices.csv` (R-KPI-1, R-KPI-10). */

import { formatValue } from '../../../domain/core/problem.ts';
import { stampOf } from '../../../domain/core/stamp.ts';
import { INVOICE_FACTS, type InvoiceLine, isSameLine } from '../../../domain/kpi/invoice-line.ts';
import { columnOf } from '../../../import/files.ts';
import { mapConcurrently } from '../../../store/map-concurrently.ts';
import type { Store } from '../../../store/store.ts';
import { makeKpiRecountDue } from '../../due/make-kpi-due.ts';
import { writeAndMakeDue } from '../../due/write-and-make-due.ts';
import { readLinesOfNumber } from '../../reads/invoice-lines.ts';
import { type ImportCall, type NumberedRow, type RowOutcome, rejectRow } from './row-outcome.ts';

type Row = NumberedRow<'invoices'>;

/** Creates the lines that are not stored yet. A stored line with other values is kept, and the row is rejected. */
export async function importInvoiceLines(rows: readonly Row[], call: ImportCall): Promise<RowOutcome[]> {
  const lineByKey = await readStoredLines(rows, call.store);
  const newRows: Row[] = [];
  const outcomes: RowOutcome[] = [];
  for (const row of rows) {
    const key = keyOf(row.row);
    const first = lineByKey.get(key);
    if (first !== undefined) outcomes.push(await compareWithAll(row, first, call));
    else {
      lineByKey.set(key, row.row);
      newRows.push(row);
    }
  }
  return [...outcomes, ...(await createLines(newRows, call))];
}

const keyOf = ({ partnerId, invoiceNumber, line }: InvoiceLine): string =>
  JSON.stringify([partnerId, invoiceNumber, line]);

async function readStoredLines(rows: readonly Row[], { invoiceLines }: Store): Promise<Map<string, InvoiceLine>> {
  const stored = await invoiceLines.getAll(rows.map(({ row }) => row));
  return new Map(stored.map(({ value }) => [keyOf(value), value]));
}

/** Every KPI ledger concerned is marked dirty before the first of its lines is written, and after the last. */
async function createLines(rows: readonly Row[], call: ImportCall): Promise<RowOutcome[]> {
  const partnerIds = [...new Set(rows.map(({ row }) => row.partnerId))];
  const makeDue = () => mapConcurrently(partnerIds, (partnerId) => makeKpiRecountDue(call.store, partnerId, call.asOf));
  return writeAndMakeDue(makeDue, () => mapConcurrently(rows, (row) => createLine(row, call)));
}

async function createLine(row: Row, call: ImportCall): Promise<RowOutcome> {
  const { invoiceLines } = call.store;
  const conflict = await invoiceLines.createIfAbsent({ ...row.row, stamp: stampOf(call) });
  if (conflict === null) return { line: row.line, result: 'loaded' };
  // Another import was first since the lines were read.
  const present = await invoiceLines.get(row.row);
  if (present === null) throw conflict;
  return compareWithAll(row, present.value, call);
}

/** The row may be the line of a partner that was merged, which stands beside the first (R-MRG-5). */
async function compareWithAll(row: Row, first: InvoiceLine, call: ImportCall): Promise<RowOutcome> {
  if (isSameLine(row.row, first)) return { line: row.line, result: 'unchanged' };
  const all = await readLinesOfNumber(call.store, row.row);
  return compareLine(row, all.find((other) => isSameLine(row.row, other)) ?? first, call);
}

function compareLine({ line, row }: Row, stored: InvoiceLine, call: ImportCall): RowOutcome {
  if (isSameLine(row, stored)) return { line, result: 'unchanged' };
  const differing = INVOICE_FACTS.filter((field) => row[field] !== stored[field]);
  const values = (line: InvoiceLine) => differing.map((field) => `${columnOf(field)} ${line[field]}`).join(', ');
  const got = `line ${row.line} of invoice ${formatValue(row.invoiceNumber)} with ${values(row)}`;
  return rejectRow(call, line, { field: 'invoiceNumber', got, allowed: `what was loaded first: ${values(stored)}` });
}
