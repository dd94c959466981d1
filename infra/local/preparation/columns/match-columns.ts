/** Which column of a source is which column of an import file. */
import { columnOf, fieldsOf, type Kind, rowSchemaOf } from '../../../../shared/import/files.ts';
import type { Entry } from '../answers.ts';
import { cellKindOf } from '../cells/cell-kinds.ts';
import { fits } from '../cells/fits.ts';
import { plainName } from '../cells/plain-name.ts';
import { isEmptyCell, type Sheet, type SheetRow } from '../sources/sheet.ts';
import { synonymsOf } from './synonyms.ts';

/** Of a source, the columns of an import file. */
export type Match = {
  /** The place in the rows of each column that was found. */
  readonly places: ReadonlyMap<string, number>;
  /** Columns for which several columns of the source are equally good. */
  readonly doubtful: ReadonlyMap<string, readonly number[]>;
};

const plainNames = new Map<string, ReadonlySet<string>>();

function namesOf(kind: Kind, column: string): ReadonlySet<string> {
  const key = `${kind}.${column}`;
  const known = plainNames.get(key) ?? new Set(synonymsOf(kind, column).map(plainName));
  plainNames.set(key, known);
  return known;
}

/** A name as it is compared, with and without what stands in brackets behind it. */
const namesIn = (header: string): string[] => [header, header.replace(/\s*[([].*[)\]]\s*$/, '')].map(plainName);

/** The columns of a file without a value for an empty cell. */
export const isNeeded = (kind: Kind, column: string): boolean => {
  const field = fieldsOf(kind).find((name) => columnOf(name) === column) ?? '';
  const cells = Object.fromEntries(fieldsOf(kind).map((name) => [name, '']));
  const result = rowSchemaOf(kind).safeParse(cells);
  return !result.success && result.error.issues.some(({ path }) => path[0] === field);
};

export const columnsOf = (kind: Kind): string[] => fieldsOf(kind).map(columnOf);

/** How many columns of a file a row names; used to find the header row. */
export function countNamed(kind: Kind, { cells }: SheetRow, entry: Entry): number {
  return columnsOf(kind).filter((column) =>
    cells.some((cell, place) => rank(kind, column, cell.text, place, entry) !== null),
  ).length;
}

/** The name of a column that has none of its own. */
export const placeName = (place: number): string => `column ${place + 1}`;

/** How well a name fits: 0 by the map, 1 its own name, 2 another name for it; null: not at all. */
function rank(
  kind: Kind,
  column: string,
  header: string,
  place: number,
  { columns = {}, always = {} }: Entry,
): 0 | 1 | 2 | null {
  if (Object.hasOwn(always, column)) return null;
  if (Object.hasOwn(columns, column)) {
    const given = columns[column]?.trim();
    return given === placeName(place) || (header.trim() !== '' && given === header.trim()) ? 0 : null;
  }
  const names = namesIn(header);
  if (names.includes(plainName(column))) return 1;
  return names.some((name) => name !== '' && namesOf(kind, column).has(name)) ? 2 : null;
}

/** @param header the index of the header row */
export function matchColumns(kind: Kind, { rows }: Sheet, header: number, entry: Entry): Match {
  const headers = rows[header]?.cells ?? [];
  const below = rows.slice(header + 1);
  const places = new Map<string, number>();
  const doubtful = new Map<string, number[]>();
  const taken = new Set<number>();
  for (const wanted of [0, 1, 2] as const)
    for (const column of columnsOf(kind)) {
      if (places.has(column) || doubtful.has(column)) continue;
      const found = [...headers.keys()].filter(
        (place) => !taken.has(place) && rank(kind, column, headers[place]?.text ?? '', place, entry) === wanted,
      );
      const fitting = wanted < 2 ? found : found.filter((place) => fitsBelow(kind, column, place, below));
      // Of several the one that has values is clear.
      const filled = fitting.filter((place) => below.some(({ cells }) => !isEmptyCell(cells[place])));
      const best = fitting.length > 1 && filled.length > 0 ? filled : fitting;
      const [first] = best;
      if (best.length > 1) doubtful.set(column, best);
      else if (first !== undefined) places.set(column, first);
      for (const place of best) taken.add(place);
    }
  return { places, doubtful };
}

export const fitsBelow = (kind: Kind, column: string, place: number, below: readonly SheetRow[]): boolean =>
  fits(
    cellKindOf(kind, column),
    column,
    below.flatMap(({ cells }) => cells[place] ?? []),
  );
