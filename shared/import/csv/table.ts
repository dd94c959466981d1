/** A CSV file as a table: a header row, then cells by field. */
import type { Place, Problem } from '../../domain/core/problem.ts';
import { columnOf } from '../files.ts';
import type { CsvFault } from './csv-parser.ts';
import { cellsByField, type Header, noHeaderProblem, readHeader } from './header.ts';
import type { CsvRecord } from './records.ts';
import type { Position } from './whole-lines.ts';

/** The cells of a row by the names of their fields. */
export type Cells = Record<string, string>;
/** `broken`: the file is broken, and nothing after this line can be read. */
export type TableProblem = { line: number; problem: Problem; broken: boolean };
/**
 * `isPart`: the header is bad, and these are the cells of the columns that are known: to be checked, not to be taken.
 * `next`: where the next record begins.
 */
export type TableRow =
  | { line: number; cells: Cells; isPart: boolean; next: Position }
  | (TableProblem & { next?: Position });

/**
 * `line` is where a row begins; problems with the file as a whole are on line 1. Reading ends where the structure
 * breaks; of a bad header the known columns are read on. `records`: the header's first.
 */
export async function* readTable(
  fields: readonly string[],
  records: AsyncIterable<CsvRecord>,
  file: string,
): AsyncGenerator<TableRow> {
  let header: Header | null = null;
  let isPart = false;
  for await (const record of records) {
    const place = { file, line: record.line };
    if ('fault' in record)
      return yield { line: record.line, problem: problemOfFault(record.fault, header, place), broken: true };
    if (header !== null) {
      // Of a bad header nobody knows how many cells a row should have.
      const cells = isPart ? withLength(record.cells, header.fields.length) : record.cells;
      yield { line: record.line, isPart, next: record.next, ...rowOf(cells, header, place, record.isOpen && !isPart) };
      continue;
    }
    const read = readHeader(record.cells, fields, place);
    if ('problems' in read) {
      yield* read.problems.map((problem) => ({ line: record.line, problem, broken: true }));
      if (read.rest === null) return;
    }
    isPart = 'problems' in read;
    header = 'problems' in read ? read.rest : read;
  }
  if (header === null) yield { line: 1, problem: noHeaderProblem(fields, file), broken: true };
}

const withLength = (cells: readonly string[], length: number): string[] =>
  Array.from({ length }, (_, index) => cells[index] ?? '');

function rowOf(
  cells: readonly string[],
  header: Header,
  place: Place,
  isOpen: boolean,
): { cells: Cells } | { problem: Problem; broken: false } {
  const read = cellsByField(cells, header, isOpen);
  return 'cells' in read ? read : { problem: { ...place, ...read }, broken: false };
}

function problemOfFault({ cell, got, allowed }: CsvFault, header: Header | null, place: Place): Problem {
  const field = cell === null ? null : (header?.fields[cell] ?? null);
  return { ...place, field: field === null ? null : columnOf(field), got, allowed };
}
