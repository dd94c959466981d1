/** An import file as typed rows. */
import { problemsOf } from '../../domain/config/issues.ts';
import type { Place, Problem } from '../../domain/core/problem.ts';
import { columnOf, fieldsOf, fileNameOf, type Kind, type RowOf, rowSchemaOf } from '../files.ts';
import { hasNoBreakSpace, NO_BREAK_SPACE } from './no-break-space.ts';
import { readRecords } from './records.ts';
import { type Cells, readTable } from './table.ts';

/**
 * A row, or one of the problems of the row that begins on this line. `broken`: the file is broken, and nothing after
 * this line can be read.
 */
export type ReadRow<K extends Kind> =
  | { line: number; row: RowOf<K> }
  | { line: number; problem: Problem; broken: boolean };

/**
 * Reads an import file from the stream of a local file or of an S3 object, a few rows at a time, in file order. Bad
 * rows do not stop the reading; a bad header, broken quotes, bytes that are not UTF-8 or a line that is too long end it
 * with a problem.
 *
 * @param file - the file name that problems give
 * @throws whatever reading from the stream throws; never for the content of the file
 */
export async function* readRows<K extends Kind>(
  kind: K,
  stream: AsyncIterable<Uint8Array>,
  file: string = fileNameOf(kind),
): AsyncGenerator<ReadRow<K>> {
  for await (const entry of readTable(fieldsOf(kind), readRecords(stream), file)) {
    const { line } = entry;
    if ('problem' in entry) {
      yield { line, problem: entry.problem, broken: entry.broken };
      continue;
    }
    const parsed = entry.isPart
      ? checkPart(kind, entry.cells, { file, line })
      : parseRow(kind, entry.cells, { file, line });
    if ('row' in parsed) yield { line, row: parsed.row };
    else for (const problem of parsed.problems) yield { line, problem, broken: false };
  }
}

/** The cells of a row as its typed row. */
export function parseRow<K extends Kind>(
  kind: K,
  cells: Cells,
  place: Place,
): { row: RowOf<K> } | { problems: Problem[] } {
  const result = rowSchemaOf(kind).safeParse(cells);
  if (result.success) return { row: result.data };
  const problems = problemsOf(result.error.issues, cells, place);
  return {
    problems: problems.map((problem) => ({
      ...withNoBreakSpace(problem, cells),
      field: columnOf(problem.field ?? ''),
    })),
  };
}

/** The problems of the cells that are there. */
export function checkPart(kind: Kind, cells: Cells, place: Place): { problems: Problem[] } {
  const parsed = parseRow(kind, cells, place);
  const columns = new Set(Object.keys(cells).map(columnOf));
  return { problems: 'problems' in parsed ? parsed.problems.filter(({ field }) => columns.has(field ?? '')) : [] };
}

/** The problem of a value that looks right says what is in it (R-IMP-7). */
function withNoBreakSpace(problem: Problem, cells: Cells): Problem {
  const value = cells[problem.field ?? ''] ?? '';
  return hasNoBreakSpace(value) ? { ...problem, got: `${problem.got}, with ${NO_BREAK_SPACE}` } : problem;
}
