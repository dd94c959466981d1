import type { Item } from './attribute-value.ts';

/** What a write has made of an item. */
export type Change = {
  readonly key: Item;
  /** Undefined: there was none. */
  readonly before: Item | undefined;
  /** Undefined: it was removed. */
  readonly after: Item | undefined;
};
