/** What a write of the table has changed, as its stream tells. */
import type { UnnumberedEvent } from '../catalogue/program-event.ts';

/** `before` null: the item is new. */
export type ItemChange<T> = { before: T | null; after: T };

/** What one kind of item tells of a change, in the order in which it is told. */
export type EventsOf<T> = (change: ItemChange<T>) => UnnumberedEvent[];
