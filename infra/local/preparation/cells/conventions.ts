/** Cells that several conventions read differently: the column decides, or it is a question. */

/** What a cell means by each convention that can read it. Empty: nobody can. */
export type Readings<Convention extends string> = ReadonlyMap<Convention, string>;

export type Decision<Convention extends string> =
  | { readonly isOpen: false; readonly meanings: readonly (string | null)[]; readonly by: Convention | null }
  | { readonly isOpen: true; readonly example: number; readonly left: readonly Convention[] };

/**
 * Reads the cells of a column. A cell that only some conventions can read rules out the others for the whole column;
 * one that all of them read the same says nothing.
 *
 * @param given the user's answer: the only convention that counts
 * @param fallback an answer for columns that are open otherwise
 * @returns for each cell its meaning, null where it has none; or the first cell that stays ambiguous, and the
 *   conventions between which nothing decides
 */
export function decide<Convention extends string>(
  conventions: readonly Convention[],
  cells: readonly Readings<Convention>[],
  given: Convention | undefined,
  fallback: Convention | undefined,
): Decision<Convention> {
  if (given !== undefined) return by(given);
  const readable = cells.filter((cell) => cell.size > 0);
  const left = conventions.filter((convention) => readable.every((cell) => cell.has(convention)));
  const ambiguous = (cell: Readings<Convention>): boolean => {
    const candidates = left.length > 0 ? left.flatMap((convention) => cell.get(convention) ?? []) : [...cell.values()];
    return new Set(candidates).size > 1;
  };
  const example = cells.findIndex(ambiguous);
  if (example !== -1 && fallback !== undefined) return by(fallback);
  if (example !== -1) return { isOpen: true, example, left: left.length > 0 ? left : conventions };
  const [first] = left;
  const hasChoice = readable.some((cell) => new Set(cell.values()).size > 1);
  const meanings = cells.map((cell) => (first === undefined ? undefined : cell.get(first)) ?? [...cell.values()][0]);
  return {
    isOpen: false,
    meanings: meanings.map((meaning) => meaning ?? null),
    by: hasChoice ? (first ?? null) : null,
  };

  function by(convention: Convention): Decision<Convention> {
    return { isOpen: false, meanings: cells.map((cell) => cell.get(convention) ?? null), by: convention };
  }
}
