/**
 * The last state of every scheduled workflow: adds up the totals, writes the summary and the metrics, and fails the run
 * if anything failed.
 */
import * as z from 'zod';
import { civilDateIn, daysBetween } from '../../shared/domain/core/calendar.ts';
import { openTable } from '../../shared/lambda/clients.ts';
import { parseEnvironment, reportSettings, tableSettings } from '../../shared/lambda/environment.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { logger } from '../../shared/lambda/logger.ts';
import { emitCounts } from '../../shared/lambda/metrics.ts';
import { openObjectStore } from '../../shared/lambda/object-store.ts';
import { readDeployedConfig } from '../../shared/lambda/program-config.ts';
import { countSetAside, readOldestDueDate } from '../../shared/store/due.ts';
import { openStore } from '../../shared/store/store.ts';
import { isComplete, recordCompletedRun, recordIncompleteRun } from '../../shared/sweep/completed-runs.ts';
import { completedSegments, type Run, reportPrefix, runSchema } from '../../shared/sweep/run.ts';
import { incompleteCause, isIncomplete, type RunOutput, runOutput } from '../../shared/sweep/run-output.ts';

const settings = parseEnvironment(z.object({ ...tableSettings.shape, ...reportSettings.shape }));
const config = readDeployedConfig();
const store = openStore(openTable(settings), config);
const reports = openObjectStore(settings.REPORTS_BUCKET);

const sweepResult = z.object({
  run: runSchema,
  segmentCount: z.int(),
  /** One per segment; that of a lost segment is missing, or is its error. */
  results: z.array(z.unknown()),
});

export const handler = lambdaHandler(
  sweepResult,
  async ({ run, segmentCount, results }) => {
    const completed = completedSegments(results);
    const lostSegments = segmentCount - completed.length;
    const output = runOutput(run, completed, lostSegments, reports.bucket);
    await reports.put(`${reportPrefix(run)}summary.json`, `${JSON.stringify({ ...output, reason: run.reason })}\n`);
    if (isComplete(run, output)) await recordCompletedRun(store, run);
    if (isIncomplete(output) && !run.dryRun) await recordIncompleteRun(store, run, output.failed);
    if (!run.dryRun) await emitMetrics(run, output);
    logger.info('run ended', output);
    return { output, incomplete: isIncomplete(output), cause: incompleteCause(output, lostSegments) };
  },
  ({ run: { runId, workflow } }) => ({ runId, workflow }),
);

async function emitMetrics(run: Run, output: RunOutput): Promise<void> {
  const { examined, acted, skipped, failed, uncertain } = output;
  const counts = { Examined: examined, Acted: acted, Skipped: skipped, Failed: failed, Uncertain: uncertain };
  const isOfToday = run.asOf === civilDateIn(run.startedAt, config.timeZone);
  const state = run.isPartial || !isOfToday ? {} : await readDueState(run, output);
  emitCounts(run.workflow, { ...counts, ...state });
}

/** What is left to do after a run of all partners for the day on which it ran. */
async function readDueState(run: Run, output: RunOutput): Promise<Record<string, number>> {
  const CompleteRuns = isComplete(run, output) ? 1 : 0;
  // Between two submissions a listing may wait for weeks, and is not late.
  const SetAside = await countSetAside(store.table, run.workflow);
  if (run.phase !== null && run.phase !== 'submit') return { CompleteRuns, SetAside };
  const oldest = await readOldestDueDate(store.table, run.workflow, run.asOf);
  return { OldestOverdueDays: oldest === null ? 0 : daysBetween(oldest, run.asOf), CompleteRuns, SetAside };
}
