import type { Item } from './attribute-value.ts';

/** What a write has made of an item. */
export type Change = {
  readonly key: Item;
  /** Undefined: there was none. */
  readonly before: Item | undefined;
  /** Undefined: it was removed. */
  readonly after: Item | undefined;
};

/** Takes the changes of a table. */
export type ChangeSink = {
  /** Milliseconds since the epoch: when a write is made that is made now. */
  readonly now: () => number;
  /** How many writes of an earlier process, the first ones in the table's log, it does not take again. */
  readonly told: number;
  /**
   * @param at milliseconds since the epoch
   * @param number of the write in the table's log: 1 for the first; 0 without a log
   */
  readonly add: (change: Change, at: number, number: number) => void;
};
