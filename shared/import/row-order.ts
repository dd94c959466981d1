/** In which order the rows of a file are taken, wherever they stand in it (R-IMP-4). */
import type { Kind, RowOf } from './files.ts';

/**
 * Files of which several rows go into one item, or ask for the same thing. Of the others the first row in the file
 * comes first.
 */
const IN_ORDER_OF_CONTENT: ReadonlySet<Kind> = new Set<Kind>([
  'contacts',
  'listings',
  'employees',
  'achievements',
  'performance',
  'tokens',
]);

/** The rows by what they say, an employee's by time; those that say the same as they stand in the file. */
export function inOrder<K extends Kind, Row extends { line: number; row: RowOf<K> }>(
  kind: K,
  rows: readonly Row[],
): readonly Row[] {
  if (!IN_ORDER_OF_CONTENT.has(kind)) return rows;
  const keyed = rows.map((row) => {
    const day = 'associatedOn' in row.row ? row.row.associatedOn : '';
    return { row, key: `${day}${JSON.stringify(row.row)}` };
  });
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row.line - b.row.line)).map(({ row }) => row);
}
