/** A part of a list: `total` items in all, those from `offset` on. */
export type SliceOf<Item> = { readonly total: number; readonly offset: number; readonly items: readonly Item[] };

/** Which part of a list is asked for: `limit` items at most from `offset` (0 = the first) on. */
export type SliceRange = { readonly offset: number; readonly limit: number };

/** That part of the list. */
export function slice<Item>(items: readonly Item[], { offset, limit }: SliceRange): SliceOf<Item> {
  return { total: items.length, offset, items: items.slice(offset, offset + limit) };
}

/** How often each value occurs, the most frequent first, equal ones by name. */
export function countValues(values: Iterable<string>): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
