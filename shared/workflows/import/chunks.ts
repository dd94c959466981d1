/** Reads an import file in chunks: as many rows as are imported together. */
import type { Problem } from '../../domain/core/problem.ts';
import { checkDays, type ImportDay } from '../../import/checks/day-checks.ts';
import { checkPart, parseRow } from '../../import/csv/read-rows.ts';
import { readTable, type TableRow } from '../../import/csv/table.ts';
import { fieldsOf, fileNameOf, type Kind } from '../../import/files.ts';
import type { NumberedRow } from './rows/row-outcome.ts';

const CHUNK_SIZE = 500;

/** Consecutive rows: the valid ones, and the problems of the others (several problems may share a line). */
export type Chunk<K extends Kind> = {
  /** The line on which the last of its rows begins. */
  line: number;
  /** Number of rows, valid or not. */
  size: number;
  rows: NumberedRow<K>[];
  problems: Problem[];
};

/** A problem after which the file cannot be read further: it is unknown where the next row begins. */
export type BrokenFile = {
  broken: Problem;
  /** What else is wrong with a file of a bad header, none of whose rows are imported. */
  further: Problem[];
};

/** Of these, so many are told. */
const MAX_FURTHER = 1_000;

/** The rows that begin after line `after` (0: all of them), checked for the day of the import (R-IMP-3). A `broken` one is the last. */
export async function* readChunks<K extends Kind>(
  kind: K,
  stream: AsyncIterable<Uint8Array>,
  after: number,
  day: ImportDay,
): AsyncGenerator<Chunk<K> | BrokenFile> {
  let chunk: Chunk<K> = emptyChunk();
  const entries = readTable(fieldsOf(kind), stream, fileNameOf(kind));
  for (let next = await entries.next(); !next.done; next = await entries.next()) {
    const entry = next.value;
    if ('problem' in entry && entry.broken) {
      if (chunk.size > 0) yield chunk;
      return yield { broken: entry.problem, further: await readFurther(kind, entries) };
    }
    if (entry.line <= after) continue;
    addRow(kind, entry, chunk, day);
    if (chunk.size < CHUNK_SIZE) continue;
    yield chunk;
    chunk = emptyChunk();
  }
  if (chunk.size > 0) yield chunk;
}

async function readFurther(kind: Kind, entries: AsyncGenerator<TableRow>): Promise<Problem[]> {
  const problems: Problem[] = [];
  for await (const entry of entries) {
    const place = { file: fileNameOf(kind), line: entry.line };
    problems.push(...('problem' in entry ? [entry.problem] : checkPart(kind, entry.cells, place).problems));
    if (problems.length >= MAX_FURTHER) break;
  }
  return problems;
}

const emptyChunk = <K extends Kind>(): Chunk<K> => ({ line: 0, size: 0, rows: [], problems: [] });

/** `chunk` is changed. */
function addRow<K extends Kind>(kind: K, entry: TableRow, chunk: Chunk<K>, day: ImportDay): void {
  chunk.line = entry.line;
  chunk.size += 1;
  if ('problem' in entry) {
    chunk.problems.push(entry.problem);
    return;
  }
  const place = { file: fileNameOf(kind), line: entry.line };
  const parsed = parseRow(kind, entry.cells, place);
  const problems = 'row' in parsed ? checkDays(kind, parsed.row, place, day) : parsed.problems;
  chunk.problems.push(...problems);
  if ('row' in parsed && problems.length === 0) chunk.rows.push({ line: entry.line, row: parsed.row });
}
