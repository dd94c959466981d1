/** A write of the table, as its stream tells it. */
import type { Item, Key } from './table.ts';

/** `before` null: the item is new. `at`: instant of the write, as exactly as the stream knows it. */
export type TableChange = { before: Item | null; after: Item & Key; at: string };
