/** A file in pieces, each as large as one call holds in memory, its rows in their order. */
import type { Problem } from '../../domain/core/problem.ts';
import { checkPart } from '../../import/csv/read-rows.ts';
import { type CsvRecord, readRecords } from '../../import/csv/records.ts';
import { readTable, type TableRow } from '../../import/csv/table.ts';
import type { Position } from '../../import/csv/whole-lines.ts';
import { fieldsOf, fileNameOf, type Kind } from '../../import/files.ts';
import { charactersOf, type SortedRow, sortedRow, sortRows } from './sorted-rows.ts';

/** Characters of all cells of a piece. */
export const MAX_CHARACTERS = 50_000_000;

export type Piece = {
  /** In their order. */
  rows: SortedRow[];
  /** Where the next piece begins; null: this is the last one. */
  next: Position | null;
  /** Of the last piece; null: the file has been read to its end. */
  broken: Broken | null;
};

/** A problem after which the file cannot be read further, and what else is wrong with a file of a bad header. */
export type Broken = { problem: Problem; further: Problem[] };

/** The last result is the last piece, even if it has no rows. `limit`: rows of a piece. */
export async function* readPieces(kind: Kind, records: AsyncIterable<CsvRecord>, limit: number): AsyncGenerator<Piece> {
  let rows: SortedRow[] = [];
  let characters = 0;
  let next: Position | null = null;
  const entries = readTable(fieldsOf(kind), records, fileNameOf(kind));
  for await (const entry of entries) {
    const { line } = entry;
    if ('problem' in entry && entry.broken) {
      const broken = { problem: entry.problem, further: await furtherProblems(kind, entries) };
      return yield { rows: sortRows(rows), next: null, broken };
    }
    if (rows.length >= limit || characters >= MAX_CHARACTERS) {
      yield { rows: sortRows(rows), next, broken: null };
      [rows, characters] = [[], 0];
    }
    const row = sortedRow(kind, 'cells' in entry ? { line, cells: entry.cells } : { line, problem: entry.problem });
    rows.push(row);
    characters += charactersOf(row);
    next = entry.next ?? next;
  }
  yield { rows: sortRows(rows), next: null, broken: null };
}

/** Of a file of a bad header, none of whose rows are imported, so many further problems are told. */
const MAX_FURTHER = 1_000;

async function furtherProblems(kind: Kind, rest: AsyncGenerator<TableRow>): Promise<Problem[]> {
  const problems: Problem[] = [];
  for await (const entry of rest) {
    const place = { file: fileNameOf(kind), line: entry.line };
    problems.push(...('problem' in entry ? [entry.problem] : checkPart(kind, entry.cells, place).problems));
    if (problems.length >= MAX_FURTHER) break;
  }
  return problems;
}

/** The records of a file of which only the header is needed again: `rest` is the file from `position` on. */
export async function* recordsFrom(
  head: AsyncIterable<Uint8Array>,
  rest: AsyncIterable<Uint8Array>,
  position: Position,
): AsyncGenerator<CsvRecord> {
  for await (const header of readRecords(head)) {
    yield header;
    break;
  }
  yield* readRecords(rest, position);
}
