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
import { COMPARED, differing, type Values } from './rows.ts';

export type Side<Of> = { of: Of; values: Values };
export type Matched<Row, Line> = {
  pairs: { row: Row; line: Line }[];
  /** Rows that say again what another says: `first` is the row that has the line. */
  repeated: { row: Row; first: Row; line: Line }[];
  rows: Row[];
  lines: Line[];
};

type State<Row, Line> = Matched<Row, Line> & { left: Side<Row>[]; free: Side<Line>[]; taken: Taken<Row, Line>[] };
type Taken<Row, Line> = { row: Side<Row>; line: Side<Line> };

/** Pairs the rows and the lines of one invoice. */
export function match<Row, Line>(rows: readonly Side<Row>[], lines: readonly Side<Line>[]): Matched<Row, Line> {
  const state: State<Row, Line> = {
    pairs: [],
    repeated: [],
    rows: [],
    lines: [],
    left: [...rows],
    free: [...lines],
    taken: [],
  };
  pairUp(state, 0, () => true);
  repeat(state);
  for (const isAlike of [sameKind, () => true])
    for (let most = 1; most <= COMPARED.length; most += 1) pairUp(state, most, isAlike);
  repeat(state);
  const { pairs, repeated, left, free } = state;
  return { pairs, repeated, rows: left.map(({ of }) => of), lines: free.map(({ of }) => of) };
}

const sameKind = (row: Values, line: Values): boolean =>
  row.omlpType === line.omlpType && row.month === line.month && row.year === line.year;

/** Pairs what differs in at most `most` fields. */
function pairUp<Row, Line>(
  state: State<Row, Line>,
  most: number,
  isAlike: (row: Values, line: Values) => boolean,
): void {
  const left: Side<Row>[] = [];
  for (const row of state.left) {
    const at = state.free.findIndex(
      ({ values }) => isAlike(row.values, values) && differing(row.values, values) <= most,
    );
    const [line] = at === -1 ? [] : state.free.splice(at, 1);
    if (line === undefined) left.push(row);
    else {
      state.taken.push({ row, line });
      state.pairs.push({ row: row.of, line: line.of });
    }
  }
  state.left = left;
}

/** Takes out the rows that say what a row with a line says, or what that line says. */
function repeat<Row, Line>(state: State<Row, Line>): void {
  state.left = state.left.filter((row) => {
    const first = state.taken.find(
      (pair) => isSame(row.values, pair.line.values) || isSame(row.values, pair.row.values),
    );
    if (first !== undefined) state.repeated.push({ row: row.of, first: first.row.of, line: first.line.of });
    return first === undefined;
  });
}

const isSame = (a: Values, b: Values): boolean => differing(a, b) === 0;
