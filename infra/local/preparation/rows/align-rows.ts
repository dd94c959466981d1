/** What only all files together tell: ids as partners.csv writes them, names as the configuration does, duplicates. */
import { plainName } from '../cells/plain-name.ts';
import type { Findings } from '../findings.ts';
import type { PreparedRow } from './prepare-table.ts';

/** Columns whose values the program configuration names. */
const NAMED_IN_CONFIG = ['competency', 'certification'];

/**
 * Puts ids and names right that differ in letter case, spaces or leading zeros alone from the one that is known, where
 * there is one such; leaves out rows that are the same as an earlier one.
 *
 * @param terms names of competencies and certifications in the program configuration
 */
export function alignRows(rows: readonly PreparedRow[], terms: readonly string[], findings: Findings): PreparedRow[] {
  const ids = rows.flatMap(({ kind, cells }) => (kind === 'partners' ? [cells.partner_id ?? ''] : []));
  const partners = byLooseName(ids, looseId);
  const known = byLooseName(terms, plainName);
  for (const row of rows) {
    if (row.kind !== 'partners')
      align(
        row,
        'partner_id',
        partners,
        looseId,
        'the id as the partners have it: it differs in letter case or leading zeros alone',
        findings,
      );
    for (const column of NAMED_IN_CONFIG)
      align(
        row,
        column,
        known,
        plainName,
        'the name as program.json has it: it differs in letter case, spaces or signs alone',
        findings,
      );
  }
  return withoutDuplicates(rows, findings);
}

const looseId = (id: string): string => id.toLowerCase().replace(/(^|[^0-9])0+(?=\d)/g, '$1');

function byLooseName(
  names: readonly string[],
  loose: (name: string) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const name of names) if (name !== '') found.set(loose(name), (found.get(loose(name)) ?? new Set()).add(name));
  return found;
}

function align(
  { file, row, cells }: PreparedRow,
  column: string,
  known: ReadonlyMap<string, ReadonlySet<string>>,
  loose: (name: string) => string,
  why: string,
  findings: Findings,
): void {
  const from = cells[column];
  if (from === undefined || from === '') return;
  const same = known.get(loose(from));
  const [only] = same ?? [];
  if (same?.size !== 1 || only === undefined || only === from) return;
  cells[column] = only;
  findings.changes.push({ file, row, column, from, to: only, why });
}

function withoutDuplicates(rows: readonly PreparedRow[], findings: Findings): PreparedRow[] {
  const seen = new Map<string, PreparedRow>();
  return rows.filter((row) => {
    const key = JSON.stringify([row.kind, Object.values(row.cells)]);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, row);
      return true;
    }
    const where = first.file === row.file ? `row ${first.row}` : `row ${first.row} of ${first.file}`;
    const from = Object.values(row.cells).join(' | ');
    findings.changes.push({
      file: row.file,
      row: row.row,
      column: '',
      from,
      to: '',
      why: `a row that is there already is left out (${where})`,
    });
    return false;
  });
}
