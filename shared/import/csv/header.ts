/** The header row: each column once, in any order. */
import { formatValue, type Place, type Problem } from '../../domain/core/problem.ts';
import { columnOf } from '../files.ts';
import { hasNoBreakSpace, NO_BREAK_SPACE } from './no-break-space.ts';
import { separatedBy, separatorOf } from './separator.ts';

/** The field of each cell of a record; null: a column without a name, which has no value in any row (R-IMP-7). */
export type Header = { fields: (string | null)[]; unknown?: ReadonlySet<number> };

/** `rest`: the columns that are known nevertheless, by which the rows are checked too; null: none. */
export type BadHeader = { problems: Problem[]; rest: Header | null };

export function readHeader(cells: readonly string[], fields: readonly string[], place: Place): Header | BadHeader {
  const columns = fields.map(columnOf);
  const allowed = `the columns ${columns.join(', ')}, each once, with commas between them`;
  if (!cells.some((cell) => columns.includes(cell)))
    return { problems: [noColumnProblem(cells, allowed, place)], rest: null };
  const problems = [
    ...cells
      .filter((cell) => !columns.includes(cell) && !isUnnamed(cell))
      .map((cell) => ({ field: formatValue(cell), got: `an unknown column${noBreakSpaceIn(cell)}` })),
    ...columns.filter((column) => !cells.includes(column)).map((field) => ({ field, got: 'no such column' })),
    ...repeatedColumns(cells, columns).map((field) => ({ field, got: 'the column more than once' })),
  ];
  const header = { fields: cells.map((cell) => fields[columns.indexOf(cell)] ?? null) };
  if (problems.length === 0) return header;
  const isFirst = (index: number): boolean => cells.indexOf(cells[index] ?? '') === index;
  const unknown = new Set(
    cells
      .keys()
      .filter((index) => !isUnnamed(cells[index] ?? '') && !(columns.includes(cells[index] ?? '') && isFirst(index))),
  );
  const rest = { fields: header.fields.map((field, index) => (isFirst(index) ? field : null)), unknown };
  return { problems: problems.map((problem) => ({ ...place, ...problem, allowed })), rest };
}

const COMMA_WITHIN = 'a value with a comma in it stands in quotes';
const CUT_OFF = 'the file may have been cut off';
const NO_COLUMNS: ReadonlySet<number> = new Set();
const isUnnamed = (cell: string): boolean => cell.trim() === '';
const noBreakSpaceIn = (text: string): string => (hasNoBreakSpace(text) ? `, with ${NO_BREAK_SPACE}` : '');

function noColumnProblem(cells: readonly string[], allowed: string, place: Place): Problem {
  const header = cells.join(',');
  const separator = separatorOf(header);
  if (separator !== null) return { ...place, field: null, ...separatedBy(separator) };
  return { ...place, field: null, got: `a header row of ${formatValue(header)}${noBreakSpaceIn(header)}`, allowed };
}

function repeatedColumns(cells: readonly string[], columns: readonly string[]): string[] {
  return columns.filter((column) => cells.filter((cell) => cell === column).length > 1);
}

/**
 * The cells of a record by field. Spreadsheets leave out empty cells at the end of a row (R-IMP-7). Cells beyond the
 * header, and those of columns without a name, must be empty.
 *
 * @param isOpen whether the file ends within the row: what is missing there may have been cut off
 */
export function cellsByField(
  cells: readonly string[],
  { fields, unknown = NO_COLUMNS }: Header,
  isOpen = false,
): { cells: Record<string, string> } | { field: string | null; got: string; allowed: string } {
  const allowed = `${fields.length} fields, one for each column of the header`;
  if (cells.slice(fields.length).some((cell) => !isUnnamed(cell)))
    return { field: null, got: `a row of ${cells.length} fields`, allowed: `${allowed}; ${COMMA_WITHIN}` };
  if (isOpen && cells.length < fields.length)
    return {
      field: null,
      got: `a row of ${cells.length} fields that no line end closes`,
      allowed: `${allowed}; ${CUT_OFF}`,
    };
  const stray = fields.findIndex(
    (field, index) => field === null && !unknown.has(index) && !isUnnamed(cells[index] ?? ''),
  );
  if (stray !== -1)
    return {
      field: `column ${stray + 1}`,
      got: formatValue(cells[stray]),
      allowed: 'nothing, as the column has no name in the header',
    };
  const named = fields.flatMap((field, index) => (field === null ? [] : [[field, cells[index] ?? ''] as const]));
  return { cells: Object.fromEntries(named) };
}

export function noHeaderProblem(fields: readonly string[], file: string): Problem {
  const allowed = `a header row with the columns ${fields.map(columnOf).join(', ')}, then the rows`;
  return { file, line: null, field: null, got: 'an empty file', allowed };
}
