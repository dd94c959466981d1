/**
 * A partner's own list of invoice lines, as `explain-kpi-discrepancy` takes it: rows as JSON, or the text of a CSV file
 * (R-KPI-11).
 */
import * as z from 'zod';
import { problemsOf } from '../../domain/config/issues.ts';
import { fields } from '../../domain/config/values.ts';
import { formatValue, type Place, type Problem } from '../../domain/core/problem.ts';
import { parseCsv } from '../csv/csv-parser.ts';
import { cellsByField, type Header, readHeader } from '../csv/header.ts';
import { isBlank } from '../csv/records.ts';
import { columnOf } from '../files.ts';
import { wholeNumberCell } from '../rows/cells.ts';
import { invoiceLineRow } from '../rows/invoice-line.ts';

export const MAX_ROWS = 1000;
const COMMAND = 'explain-kpi-discrepancy';
/** Further problems are not reported. */
const MAX_PROBLEMS = 50;
/** Digits that a number of JSON keeps in any parser. */
const SAFE_DIGITS = 15;

const { omlpType, purchaseUnits, invoiceNumber, kpiValue, revenueValue, currency } = invoiceLineRow.shape;

/** A number in JSON, or digits as in a cell of a file; not a number that may have lost digits. */
function orNumber<Out>(schema: z.ZodType<Out, string>) {
  return z.preprocess((given) => (typeof given === 'number' && isExact(given) ? String(given) : given), schema);
}

const isExact = (number: number): boolean => String(number).replace(/\D/g, '').replace(/^0+/, '').length <= SAFE_DIGITS;

/** The seven fields, and optionally the currency of the revenue. */
export const listedInvoiceRow = fields({
  month: orNumber(wholeNumberCell(1, 12)),
  year: orNumber(wholeNumberCell(1900, 2999)),
  omlpType,
  purchaseUnits: orNumber(purchaseUnits),
  invoiceNumber,
  kpiValue: orNumber(kpiValue),
  revenueValue: orNumber(revenueValue),
  currency: currency.optional(),
});

const ALL_FIELDS = Object.keys(listedInvoiceRow.shape);
const REQUIRED_FIELDS = ALL_FIELDS.filter((field) => field !== 'currency');
const CSV = `text of a CSV file with the columns ${REQUIRED_FIELDS.map(columnOf).join(', ')} and, if wanted, currency`;

/** The command with its rows, from `rows` or from `csv`. Any other input is returned as it is. */
export function readPartnerRows(json: unknown, place: Place): { json: unknown } | { problems: Problem[] } {
  if (!isExplainKpiDiscrepancy(json)) return { json };
  const { csv, ...rest } = json;
  if (csv === undefined && rest.rows === undefined)
    return problemWith(place, 'rows', 'neither rows nor csv', 'one of them');
  if (csv === undefined) return { json: rest };
  if (rest.rows !== undefined) return problemWith(place, 'csv', 'both rows and csv', 'one of them');
  if (typeof csv !== 'string') return problemWith(place, 'csv', formatValue(csv), CSV);
  const read = rowsOf(csv.replace(/^\ufeff/, ''), place);
  return 'problems' in read ? read : { json: { ...rest, rows: read.rows } };
}

function isExplainKpiDiscrepancy(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && 'command' in json && json.command === COMMAND;
}

const problemWith = (place: Place, field: string, got: string, allowed: string): { problems: Problem[] } => ({
  problems: [{ ...place, field, got, allowed }],
});

function rowsOf(csv: string, place: Place): { rows: unknown[] } | { problems: Problem[] } {
  const read = parseCsv(csv);
  if ('fault' in read) return problemWith(place, placeInCsv(read.before), read.fault.got, read.fault.allowed);
  const [header, ...records] = read.records.filter((cells) => !isBlank(cells));
  if (header === undefined) return problemWith(place, 'csv', 'nothing', CSV);
  const head = readHeader(header, header.includes('currency') ? ALL_FIELDS : REQUIRED_FIELDS, place);
  if ('problems' in head)
    return {
      problems: head.problems.map((problem) => ({ ...problem, field: placeInCsv(0, problem.field), allowed: CSV })),
    };
  if (records.length > MAX_ROWS) return problemWith(place, 'csv', `${records.length} rows`, `at most ${MAX_ROWS}`);
  const rows = records.map((cells, index) => rowOf(cells, head, index + 1, place));
  const problems = rows.flatMap((read) => ('problems' in read ? read.problems : []));
  return problems.length > 0
    ? { problems: problems.slice(0, MAX_PROBLEMS) }
    : { rows: rows.flatMap((read) => ('row' in read ? [read.row] : [])) };
}

/** The cells of a row by field. An empty currency is none. */
function rowOf(cells: readonly string[], header: Header, number: number, place: Place) {
  const read = cellsByField(cells, header);
  if ('got' in read) return problemWith(place, placeInCsv(number, read.field), read.got, read.allowed);
  const entries = Object.entries(read.cells);
  const row = Object.fromEntries(entries.filter(([name, cell]) => name !== 'currency' || cell !== ''));
  const result = listedInvoiceRow.safeParse(row);
  if (result.success) return { row };
  const problems = problemsOf(result.error.issues, row, place);
  return {
    problems: problems.map((problem) => ({ ...problem, field: placeInCsv(number, columnOf(problem.field ?? '')) })),
  };
}

/** Rows count from 1, the header is 0. */
function placeInCsv(row: number, column: string | null = null): string {
  return [row === 0 ? 'csv header' : `csv row ${row}`, ...(column === null ? [] : [column])].join(', ');
}
