/**
 * Which rows of a file a call imports: those that come next in the order of what they are about, wherever they stand in
 * the file. Rows that may contradict each other come together so (R-IMP-4, docs/decisions/0029-rows-in-order.md).
 *
 *   file ─► rows after the last one that is finished ─► the lowest of them, as many as a call takes ─► whole groups
 *
 * It takes no more memory than these rows, whatever the size of the file.
 */
import type { Problem } from '../../domain/core/problem.ts';
import { checkPart } from '../../import/csv/read-rows.ts';
import { type Cells, readTable, type TableProblem, type TableRow } from '../../import/csv/table.ts';
import { fieldsOf, fileNameOf, type Kind } from '../../import/files.ts';

/** What several rows may contradict each other about, by its fields. */
const ABOUT: Readonly<Record<Kind, readonly string[]>> = {
  partners: ['partnerId'],
  contacts: ['partnerId'],
  memberships: ['partnerId'],
  invoices: ['partnerId', 'invoiceNumber', 'line'],
  listings: ['partnerId'],
  employees: ['employeeId'],
  achievements: ['employeeId'],
  performance: ['partnerId', 'competency', 'metric', 'measuredOn'],
  tokens: ['partnerId'],
};

/** Lower than any character of an id: a group's rows follow each other. */
const SEPARATOR = '\n';
/** Characters of a cell; no good id has more. */
const MAX_CELL = 256;
const LINE_DIGITS = 12;

/** Characters of all cells that a call holds. */
const MAX_CHARACTERS = 50_000_000;

/** `key`: its place in the order. `group`: what it is about. */
export type SelectedRow = { key: string; group: string; entry: Exclude<TableRow, TableProblem> | ReadableProblem };
type ReadableProblem = TableProblem & { broken: false };

export type Selection = {
  /** In their order. */
  rows: SelectedRow[];
  /** Whether there are more. */
  isCut: boolean;
  /**
   * A problem after which the file cannot be read further, and what else is wrong with a file of a bad header; null:
   * none.
   */
  broken: { problem: Problem; further: Problem[] } | null;
};

/**
 * @param after - the key of the last finished row; null: none.
 * @param limit - so many rows; of one group alone, the first of it in the file
 */
export async function selectRows(
  kind: Kind,
  stream: AsyncIterable<Uint8Array>,
  after: string | null,
  limit: number,
): Promise<Selection> {
  const lowest = new Lowest(limit);
  const entries = readTable(fieldsOf(kind), stream, fileNameOf(kind));
  for (let next = await entries.next(); !next.done; next = await entries.next()) {
    const entry = next.value;
    if ('problem' in entry && entry.broken) {
      const broken = { problem: entry.problem, further: await furtherProblems(kind, entries) };
      return { ...lowest.take(), broken };
    }
    const row = keyed(kind, entry as SelectedRow['entry']);
    if (after === null || row.key > after) lowest.add(row);
  }
  return { ...lowest.take(), broken: null };
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

function keyed(kind: Kind, entry: SelectedRow['entry']): SelectedRow {
  const group = 'cells' in entry ? groupOf(kind, entry.cells) : '';
  return { key: `${group}${SEPARATOR}${String(entry.line).padStart(LINE_DIGITS, '0')}`, group, entry };
}

const groupOf = (kind: Kind, cells: Cells): string =>
  ABOUT[kind].map((field) => (cells[field] ?? '').slice(0, MAX_CELL)).join(SEPARATOR);

/** The rows of the lowest keys among those that are added, in whole groups. */
class Lowest {
  readonly #limit: number;
  #rows: SelectedRow[] = [];
  #characters = 0;
  /** Of the rows that are left out the lowest; null: none is. */
  #leftOut: Pick<SelectedRow, 'key' | 'group'> | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(row: SelectedRow): void {
    if (this.#leftOut !== null && row.key >= this.#leftOut.key) return;
    this.#rows.push(row);
    this.#characters += sizeOf(row);
    if (this.#rows.length >= 2 * this.#limit || this.#characters >= 2 * MAX_CHARACTERS) this.#cut();
  }

  #cut(): void {
    this.#rows.sort((a, b) => (a.key < b.key ? -1 : 1));
    let kept = 0;
    let characters = 0;
    while (kept < this.#rows.length && kept < this.#limit) {
      characters += sizeOf(this.#rows[kept] as SelectedRow);
      if (kept > 0 && characters > MAX_CHARACTERS) break;
      kept += 1;
    }
    const [leftOut] = this.#rows.splice(kept);
    if (leftOut !== undefined) this.#leftOut = leftOut;
    this.#characters = this.#rows.reduce((sum, row) => sum + sizeOf(row), 0);
  }

  /** Of the last group some rows may be left out: then it is left to the next call, unless it is the only one. */
  take(): Pick<Selection, 'rows' | 'isCut'> {
    this.#cut();
    const rows = this.#rows;
    if (this.#leftOut === null) return { rows, isCut: false };
    const { group: next } = this.#leftOut;
    const whole = rows.at(-1)?.group === next ? rows.findIndex(({ group }) => group === next) : rows.length;
    return { rows: whole === 0 ? rows : rows.slice(0, whole), isCut: true };
  }
}

const sizeOf = ({ key, entry }: SelectedRow): number =>
  key.length + ('cells' in entry ? Object.values(entry.cells).reduce((sum, cell) => sum + cell.length, 0) : 100);
