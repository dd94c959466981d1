/** The shape of the numbers of events, as they are stored. */
import * as z from 'zod';

/**
 * The events that a change of an item was told in. `item`: its sort key; `version`: its version after the change;
 * `first`: the number of the first of `count` events; `at`: instant of the change.
 */
export type ToldChange = { item: string; version: number; first: number; count: number; at: string };

/**
 * What was numbered of a partner, or of the runs of a workflow. `last`: the last number; `told`: the changes of the last
 * day, the earliest first: a stream tells each of them again for no longer.
 */
export type EventLog = { about: string; last: number; told: ToldChange[] };

export const eventLogSchema: z.ZodType<EventLog> = z.object({
  about: z.string(),
  last: z.int().nonnegative(),
  told: z.array(
    z.object({
      item: z.string(),
      version: z.int().positive(),
      first: z.int().positive(),
      count: z.int().positive(),
      at: z.string(),
    }),
  ),
});
