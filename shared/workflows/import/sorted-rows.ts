/**
 * The order in which rows are imported: by what they are about, then by their line. Rows that may contradict each other
 * follow each other so (R-IMP-4, docs/decisions/0029-rows-in-order.md).
 */
import type { Problem } from '../../domain/core/problem.ts';
import type { Cells } from '../../import/csv/table.ts';
import type { Kind } from '../../import/files.ts';

/** What several rows may contradict each other about, by its fields; the first of them is whose row it is. */
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

/**
 * Files of which rows of different groups meet in one item: partners ask for one URL (R-DIR-2), and what employees
 * bring to a partner is one history. Only one after the other do they come out the same each time.
 */
export const ONE_AFTER_THE_OTHER: ReadonlySet<Kind> = new Set<Kind>(['listings', 'employees', 'achievements']);

/** Lower than any character of an id: a group's rows follow each other. */
const SEPARATOR = '\n';
/** Characters of a cell; no good id has more. */
const MAX_CELL = 256;
const LINE_DIGITS = 12;

/** A row of the file as it was read; what cannot be read as a row is a problem. */
export type ReadRow = { line: number; cells: Cells } | { line: number; problem: Problem };

/** `key`: its place in the order. `group`: what it is about. */
export type SortedRow = { key: string; group: string; entry: ReadRow };

export function sortedRow(kind: Kind, entry: ReadRow): SortedRow {
  const group = 'cells' in entry ? groupOf(kind, entry.cells) : '';
  return { key: `${group}${SEPARATOR}${String(entry.line).padStart(LINE_DIGITS, '0')}`, group, entry };
}

const groupOf = (kind: Kind, cells: Cells): string =>
  ABOUT[kind].map((field) => (cells[field] ?? '').slice(0, MAX_CELL)).join(SEPARATOR);

/** Sorts the list itself. */
export const sortRows = (rows: SortedRow[]): SortedRow[] => rows.sort((a, b) => (a.key < b.key ? -1 : 1));

/**
 * Where the rows may be cut before the row of this key, the best place first: where the rows of its partner or employee
 * begin, or those of its group, or at the row itself. Everything below a place comes before it.
 */
export function placesBefore(key: string): string[] {
  const owner = key.slice(0, key.indexOf(SEPARATOR) + 1);
  return [owner, key.slice(0, -LINE_DIGITS), key];
}

/** Whether no partner or employee has rows both before and after it. */
export const isBetweenOwners = (place: string): boolean => place.indexOf(SEPARATOR) === place.length - 1;

/** Characters that it holds, about. */
export const charactersOf = ({ key, entry }: SortedRow): number =>
  key.length + ('cells' in entry ? Object.values(entry.cells).reduce((sum, cell) => sum + cell.length, 0) : 100);
