/** A repeatable source of random values: the same seed gives the same draws on every machine. */
export type Random = {
  /** A whole number from `min` to `max`, both inclusive. */
  between(min: number, max: number): number;
  /** True in about `percent` of 100 draws. */
  chance(percent: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** One of the values, each as likely as its weight; weights need not add up to 100. */
  weighted<T>(choices: readonly (readonly [weight: number, value: T])[]): T;
};

/**
 * A stream of draws of its own for every name, so that one more draw for one partner does not move all the partners
 * after it.
 */
export function randomStream(seed: number, name: string): Random {
  const next = mulberry32(fnv1a(`${seed}/${name}`));
  const between = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    between,
    chance: (percent) => next() * 100 < percent,
    pick: (items) => itemAt(items, between(0, items.length - 1)),
    weighted: (choices) => weightedChoice(choices, next()),
  };
}

/** The value under `share` (0 to below 1) of the line on which every choice takes as much room as its weight. */
function weightedChoice<T>(choices: readonly (readonly [number, T])[], share: number): T {
  const total = choices.reduce((sum, [weight]) => sum + weight, 0);
  let rest = share * total;
  const index = choices.findIndex(([weight]) => {
    rest -= weight;
    return rest < 0;
  });
  return itemAt(choices, index)[1];
}

function itemAt<T>(items: readonly T[], index: number): T {
  const found = items.slice(index, index + 1);
  if (index < 0 || found.length === 0) throw new RangeError(`no item ${index} among ${items.length}`);
  return found[0] as T;
}

/** Mulberry32: 32 bits of state, integer arithmetic only, hence equal on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a, 32 bits: turns the name of a stream into its seed. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
