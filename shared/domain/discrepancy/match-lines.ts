/**
 * Which row of the partner means which recorded line. Rows bear no line number: within an invoice both sides are multisets, and
 * the pairs are made in stages, the surest first, each in the order of the rows and of the lines, so that the same lists give the
 * same pairs:
 *
 *   1. all that the row says is what the line says
 *   2. (a row that says again what an earlier row or its line said is a repetition, and takes no other line)
 *   3. the same OMLP type and month, the most equal pair first
 *   4. the rest, the most equal pair first
 */
import { COMPARED_FIELDS, countDifferences, type Values } from './rows.ts';

export type Side<Of> = { of: Of; values: Values };
export type LineMatches<Row, Line> = {
  pairs: { row: Row; line: Line }[];
  /** Rows that say again what another says: `first` is the row that has the line. */
  repeated: { row: Row; first: Row; line: Line }[];
  rows: Row[];
  lines: Line[];
};

type Pair<Row, Line> = { row: Side<Row>; line: Side<Line> };
/** What still has no partner, and the pairs that were made. */
type State<Row, Line> = { left: Side<Row>[]; free: Side<Line>[]; taken: Pair<Row, Line>[] };

/** Pairs the rows and the lines of one invoice. */
export function matchLines<Row, Line>(
  rows: readonly Side<Row>[],
  lines: readonly Side<Line>[],
): LineMatches<Row, Line> {
  const state: State<Row, Line> = { left: [...rows], free: [...lines], taken: [] };
  pairUp(state, 0, () => true);
  const repeated = takeRepeated(state);
  for (const isAlike of [sameKind, () => true])
    for (let limit = 1; limit <= COMPARED_FIELDS.length; ) limit = pairUp(state, limit, isAlike);
  repeated.push(...takeRepeated(state));
  const { left, free, taken } = state;
  return {
    pairs: taken.map(({ row, line }) => ({ row: row.of, line: line.of })),
    repeated,
    rows: left.map(({ of }) => of),
    lines: free.map(({ of }) => of),
  };
}

const sameKind = (row: Values, line: Values): boolean =>
  row.omlpType === line.omlpType && row.month === line.month && row.year === line.year;

/**
 * Pairs what differs in at most `most` fields. @returns in how many the rest differs at least, at which to try next: more than any
 * pair can if none is left
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
  state.left = state.left.filter((row) => {
    const at = state.free.findIndex(({ values }) => fits(row.values, values));
    const [line] = at === -1 ? [] : state.free.splice(at, 1);
    if (line !== undefined) state.taken.push({ row, line });
    return line === undefined;
  });
  return next;
}

/** Takes out the rows that say what a row with a line says, or what that line says. */
function takeRepeated<Row, Line>(state: State<Row, Line>): LineMatches<Row, Line>['repeated'] {
  const repeated: LineMatches<Row, Line>['repeated'] = [];
  state.left = state.left.filter(({ of, values }) => {
    const first = state.taken.find((pair) => isSame(values, pair.line.values) || isSame(values, pair.row.values));
    if (first !== undefined) repeated.push({ row: of, first: first.row.of, line: first.line.of });
    return first === undefined;
  });
  return repeated;
}

const isSame = (a: Values, b: Values): boolean => countDifferences(a, b) === 0;
