/** The header row: each column once, in any order. */
import { formatValue, type Place, type Problem } from '../../domain/core/problem.ts';
import { columnOf } from '../files.ts';

/** The field of each cell of a record. */
export type Header = { fields: string[] };

export function readHeader(
  cells: readonly string[],
  fields: readonly string[],
  place: Place,
): Header | { problems: Problem[] } {
  const columns = fields.map(columnOf);
  const allowed = `the columns ${columns.join(', ')}, each once, with commas between them`;
  if (!cells.some((cell) => columns.includes(cell)))
    return { problems: [{ ...place, field: null, got: `a header row of ${formatValue(cells.join(','))}`, allowed }] };
  const problems = [
    ...cells
      .filter((cell) => !columns.includes(cell))
      .map((cell) => ({ field: formatValue(cell), got: 'an unknown column' })),
    ...columns.filter((column) => !cells.includes(column)).map((field) => ({ field, got: 'no such column' })),
    ...repeatedColumns(cells, columns).map((field) => ({ field, got: 'the column more than once' })),
  ];
  if (problems.length > 0) return { problems: problems.map((problem) => ({ ...place, ...problem, allowed })) };
  return { fields: cells.map((cell) => fields[columns.indexOf(cell)] ?? '') };
}

function repeatedColumns(cells: readonly string[], columns: readonly string[]): string[] {
  return columns.filter((column) => cells.filter((cell) => cell === column).length > 1);
}

export function noHeaderProblem(fields: readonly string[], file: string): Problem {
  const allowed = `a header row with the columns ${fields.map(columnOf).join(', ')}, then the rows`;
  return { file, line: null, field: null, got: 'an empty file', allowed };
}
