/** One run of a scheduled workflow, as its state machine hands it from state to state. */
import * as z from 'zod';
import { id } from '../domain/config/values.ts';
import { type CivilDate, parseCivilDate } from '../domain/core/calendar.ts';
import { WORKFLOWS } from '../domain/core/workflow.ts';
import { PHASES } from '../domain/directory/next-due-date.ts';
import { executionName, instant } from '../lambda/executions/execution.ts';

const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null);

export const runSchema = z.object({
  /** The execution's name: unique in its account and region. */
  runId: executionName,
  workflow: z.enum(WORKFLOWS),
  asOf: civilDate,
  dryRun: z.boolean(),
  /** Limited to some partners by its input. */
  isPartial: z.boolean(),
  /** Instant. */
  startedAt: instant,
  reason: z.string().nullable(),
  /** directory-submission only. */
  phase: z.enum(PHASES).nullable(),
});
export type Run = z.infer<typeof runSchema>;

/** A part of a run's work: what lies in some shards of the index, in this order, or only some partners. */
export const segmentSchema = z.object({
  index: z.int().nonnegative(),
  shards: z.array(z.int().nonnegative()),
  partnerIds: z.array(id).nullable(),
});
export type Segment = z.infer<typeof segmentSchema>;

/** Counts of a run; an item is examined, and then acted upon, skipped or failed. */
export const totalsSchema = z.object({
  examined: z.int(),
  acted: z.int(),
  skipped: z.int(),
  failed: z.int(),
  /** Notices about which nobody can say whether they were sent. */
  uncertain: z.int(),
  /** Claims that wait for an answer or event. */
  unsettled: z.int(),
  /** Items that were set aside. Segments begun by an earlier version do not have it. */
  setAside: z.int().default(0),
});
export type Totals = z.infer<typeof totalsSchema>;

export const NO_TOTALS: Totals = {
  examined: 0,
  acted: 0,
  skipped: 0,
  failed: 0,
  uncertain: 0,
  unsettled: 0,
  setAside: 0,
};

export function addTotals(a: Totals, b: Totals): Totals {
  return {
    examined: a.examined + b.examined,
    acted: a.acted + b.acted,
    skipped: a.skipped + b.skipped,
    failed: a.failed + b.failed,
    uncertain: a.uncertain + b.uncertain,
    unsettled: a.unsettled + b.unsettled,
    setAside: a.setAside + b.setAside,
  };
}

/** What a segment says in the end. */
const completedSegment = z.object({ totals: totalsSchema, closedUntil: instant.nullable().default(null) });

export type CompletedSegment = z.output<typeof completedSegment>;

/** The segments that were completed, among the results of a map that tolerates failures. */
export function completedSegments(results: readonly unknown[]): CompletedSegment[] {
  return results.flatMap((result) => {
    const segment = completedSegment.safeParse(result);
    return segment.success ? [segment.data] : [];
  });
}

/** The prefix of a run's keys in the reports bucket. */
export function reportPrefix(run: { workflow: string; asOf: CivilDate; runId: string }): string {
  return `runs/${run.workflow}/${run.asOf}/${run.runId}/`;
}
