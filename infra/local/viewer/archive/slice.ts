/** A part of a list of `total` items: those from `offset` on. */
export type SliceOf<Item> = { readonly total: number; readonly offset: number; readonly items: readonly Item[] };

/** A range of a list: at most `limit` items from `offset` (0 = the first) on. */
export type SliceRange = { readonly offset: number; readonly limit: number };

/** The part of a list in a range. */
export function slice<Item>(items: readonly Item[], { offset, limit }: SliceRange): SliceOf<Item> {
  return { total: items.length, offset, items: items.slice(offset, offset + limit) };
}

/** How often each value occurs, the most frequent first, equal ones by name. */
export function countValues(values: Iterable<string>): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
