/**
 * Chunks of an import file: as many rows as are imported together, in whole groups of what they are about (R-IMP-4).
 */
import type { Problem } from '../../domain/core/problem.ts';
import { checkDays, type ImportDay } from '../../import/checks/day-checks.ts';
import { parseRow } from '../../import/csv/read-rows.ts';
import { fileNameOf, type Kind } from '../../import/files.ts';
import type { NumberedRow } from './rows/row-outcome.ts';
import type { SortedRow } from './sorted-rows.ts';

/** The valid rows, and the problems of the others (several problems may share a line). */
export type Chunk<K extends Kind> = {
  /** The key of the last of its rows. */
  after: string;
  /** Number of rows, valid or not. */
  size: number;
  rows: NumberedRow<K>[];
  problems: Problem[];
};

/** The rows in their order, at least `minSize` of them together, checked for the day of the import (R-IMP-3). */
export function* chunksOf<K extends Kind>(
  kind: K,
  sorted: readonly SortedRow[],
  minSize: number,
  day: ImportDay,
): Generator<Chunk<K>> {
  let chunk: Chunk<K> = emptyChunk();
  for (const [index, row] of sorted.entries()) {
    addRow(kind, row, chunk, day);
    if (chunk.size < minSize || sorted[index + 1]?.group === row.group) continue;
    yield chunk;
    chunk = emptyChunk();
  }
  if (chunk.size > 0) yield chunk;
}

const emptyChunk = <K extends Kind>(): Chunk<K> => ({ after: '', size: 0, rows: [], problems: [] });

/** `chunk` is changed. */
function addRow<K extends Kind>(kind: K, { key, entry }: SortedRow, chunk: Chunk<K>, day: ImportDay): void {
  chunk.after = key;
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
