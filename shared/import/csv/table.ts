/** A CSV file as a table: a header row, then cells by field. */
import type { Place, Problem } from '../../domain/core/problem.ts';
import { columnOf } from '../files.ts';
import type { CsvFault } from './csv-parser.ts';
import { cellsByField, type Header, noHeaderProblem, readHeader } from './header.ts';
import { readRecords } from './records.ts';

/** The cells of a row by the names of their fields. */
export type Cells = Record<string, string>;
/** `broken`: the file is broken, and nothing after this line can be read. */
export type TableProblem = { line: number; problem: Problem; broken: boolean };
export type TableRow = { line: number; cells: Cells } | TableProblem;

/** `line` is where a row begins; problems with the file as a whole are on line 1. Reading ends where the structure breaks. */
export async function* readTable(
  fields: readonly string[],
  stream: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<TableRow> {
  let header: Header | null = null;
  for await (const record of readRecords(stream)) {
    const place = { file, line: record.line };
    if ('fault' in record)
      return yield { line: record.line, problem: problemOfFault(record.fault, header, place), broken: true };
    if (header !== null) {
      yield { line: record.line, ...rowOf(record.cells, header, place) };
      continue;
    }
    const read = readHeader(record.cells, fields, place);
    if ('problems' in read)
      return yield* read.problems.map((problem) => ({ line: record.line, problem, broken: true }));
    header = read;
  }
  if (header === null) yield { line: 1, problem: noHeaderProblem(fields, file), broken: true };
}

function rowOf(
  cells: readonly string[],
  header: Header,
  place: Place,
): { cells: Cells } | { problem: Problem; broken: false } {
  const read = cellsByField(cells, header);
  return 'cells' in read ? read : { problem: { ...place, ...read }, broken: false };
}

function problemOfFault({ cell, got, allowed }: CsvFault, header: Header | null, place: Place): Problem {
  const field = cell === null ? null : (header?.fields[cell] ?? null);
  return { ...place, field: field === null ? null : columnOf(field), got, allowed };
}
