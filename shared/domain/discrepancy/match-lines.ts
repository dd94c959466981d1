/**
 * Matches the partner's rows with the recorded lines of an invoice. Rows have no line numbers, so pairs are made in
 * steps, the surest first, each in the order of the rows and lines, so that the same lists give the same pairs:
 *
 *   1. rows equal to a line
 *   2. (a row equal to an earlier row or to its line is a repetition, and gets no other line)
 *   3. the same OMLP type and month, pairs with the fewest differences first
 *   4. the rest, pairs with the fewest differences first
 */
import { COMPARED_FIELDS, countDifferences, type Values } from './rows.ts';

export type Side<Source> = { source: Source; values: Values };
export type LineMatches<Row, Line> = {
  pairs: { row: Row; line: Line }[];
  /** Rows that repeat another row; `first` is the row that has the line. */
  repeated: { row: Row; first: Row; line: Line }[];
  rows: Row[];
  lines: Line[];
};

type Pair<Row, Line> = { row: Side<Row>; line: Side<Line> };
/** The rows and lines without a counterpart, and the pairs made so far. */
type State<Row, Line> = { openRows: Side<Row>[]; openLines: Side<Line>[]; pairs: Pair<Row, Line>[] };

/** Pairs the rows and the lines of one invoice. */
export function matchLines<Row, Line>(
  rows: readonly Side<Row>[],
  lines: readonly Side<Line>[],
): LineMatches<Row, Line> {
  const state: State<Row, Line> = { openRows: [...rows], openLines: [...lines], pairs: [] };
  pairUp(state, 0, () => true);
  const repeated = takeRepeated(state);
  for (const isAlike of [sameKind, () => true])
    for (let limit = 1; limit <= COMPARED_FIELDS.length; ) limit = pairUp(state, limit, isAlike);
  repeated.push(...takeRepeated(state));
  const { openRows, openLines, pairs } = state;
  return {
    pairs: pairs.map(({ row, line }) => ({ row: row.source, line: line.source })),
    repeated,
    rows: openRows.map(({ source }) => source),
    lines: openLines.map(({ source }) => source),
  };
}

const sameKind = (row: Values, line: Values): boolean =>
  row.omlpType === line.omlpType && row.month === line.month && row.year === line.year;

/**
 * Pairs rows and lines that differ in at most `limit` fields. @returns the smallest number of differences among the
 * rest, as the next limit; more than there are fields if there is no rest
 */
function pairUp<Row, Line>(
  state: State<Row, Line>,
  limit: number,
  isAlike: (row: Values, line: Values) => boolean,
): number {
  let next = COMPARED_FIELDS.length + 1;
  const fits = (row: Values, line: Values): boolean => {
    if (!isAlike(row, line)) return false;
    const count = countDifferences(row, line);
    if (count > limit) next = Math.min(next, count);
    return count <= limit;
  };
  state.openRows = state.openRows.filter((row) => {
    const at = state.openLines.findIndex(({ values }) => fits(row.values, values));
    const [line] = at === -1 ? [] : state.openLines.splice(at, 1);
    if (line !== undefined) state.pairs.push({ row, line });
    return line === undefined;
  });
  return next;
}

/** Removes the open rows that repeat a paired row or its line. */
function takeRepeated<Row, Line>(state: State<Row, Line>): LineMatches<Row, Line>['repeated'] {
  const repeated: LineMatches<Row, Line>['repeated'] = [];
  state.openRows = state.openRows.filter(({ source, values }) => {
    const first = state.pairs.find((pair) => isSame(values, pair.line.values) || isSame(values, pair.row.values));
    if (first !== undefined) repeated.push({ row: source, first: first.row.source, line: first.line.source });
    return first === undefined;
  });
  return repeated;
}

const isSame = (a: Values, b: Values): boolean => countDifferences(a, b) === 0;
