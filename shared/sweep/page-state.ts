/** What the state machine hands from one page of a sweep to the next. */
import * as z from 'zod';
import { instant } from '../lambda/executions/execution.ts';
import { runSchema, segmentSchema, totalsSchema } from './run.ts';

const stateSchema = z.object({
  run: runSchema,
  segment: segmentSchema,
  /** `settle`: decides what became of the claims that the sweep left without an answer. */
  mode: z.enum(['sweep', 'settle']),
  page: z.int().nonnegative(),
  cursor: z.record(z.string(), z.unknown()).nullable(),
  totals: totalsSchema.nullable(),
  /** Instant, inclusive: claims made by then have been given their time for an answer. */
  settleBefore: instant.nullable(),
  /** Until when nothing can be sent, since the daily quota is used up: the rest stays due. Default: null. */
  closedUntil: instant.nullable().optional(),
});
export type PageState = z.infer<typeof stateSchema>;

/** `now`: instant. */
export const pageInput = z.object({ state: stateSchema, now: instant });
export type PageInput = z.infer<typeof pageInput>;
export type PageOutput = PageState & { done: boolean; needsSettling: boolean };
