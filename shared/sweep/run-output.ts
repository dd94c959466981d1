/** What a run of a scheduled workflow says of itself in the end: the output of its execution, and `summary.json`. */
import { addTotals, type CompletedSegment, NO_TOTALS, type Run, reportPrefix } from './run.ts';

export type RunOutput = ReturnType<typeof runOutput>;

/** A lost segment counts as one more failure: its items are still due. */
export function runOutput(run: Run, completed: readonly CompletedSegment[], lostSegments: number, bucket: string) {
  const totals = completed.map((segment) => segment.totals).reduce(addTotals, NO_TOTALS);
  const closedUntil = latest(completed.map((segment) => segment.closedUntil));
  return {
    runId: run.runId,
    workflow: run.workflow,
    asOf: run.asOf,
    dryRun: run.dryRun,
    examined: totals.examined,
    acted: totals.acted,
    skipped: totals.skipped,
    failed: totals.failed + lostSegments,
    uncertain: totals.uncertain + totals.unsettled,
    /**
     * Instant until which nothing more is sent, since the daily quota of SES is used up: what the run did not come to
     * stays due.
     */
    ...(closedUntil !== null && { quotaUsedUpUntil: closedUntil }),
    report: `s3://${bucket}/${reportPrefix(run)}`,
  };
}

/** Whether something is left to do that should have been done. */
export const isIncomplete = ({ failed, quotaUsedUpUntil }: Pick<RunOutput, 'failed' | 'quotaUsedUpUntil'>): boolean =>
  failed > 0 || quotaUsedUpUntil !== undefined;

/** Why the execution fails, for whoever looks at it. */
export function incompleteCause({ failed, report, quotaUsedUpUntil }: RunOutput, lostSegments: number): string {
  const segments = lostSegments > 0 ? `, ${lostSegments} of them whole segments` : '';
  const failures = `${failed} failed${segments}; they stay due for the next run. See the lines "failed" and "notice-failed" of ${report}`;
  if (quotaUsedUpUntil === undefined) return failures;
  const stopped = `stopped early: the daily quota of SES is used up, and nothing is sent until ${quotaUsedUpUntil}; what is left stays due for the next run`;
  return failed > 0 ? `${stopped}. ${failures}` : stopped;
}

/** The last of some instants; null: there is none. */
const latest = (instants: readonly (string | null)[]): string | null =>
  instants
    .filter((instant) => instant !== null)
    .toSorted()
    .at(-1) ?? null;
