/** The last state of every scheduled workflow: adds up, writes the summary, and says whether anything failed. */
import * as z from 'zod';
import { environment, reportSettings } from '../../shared/lambda/environment.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { objectStore } from '../../shared/lambda/object-store.ts';
import {
  addTotals,
  NO_TOTALS,
  type Run,
  reportPrefix,
  runSchema,
  type Totals,
  totalsSchema,
} from '../../shared/sweep/run.ts';

const reports = objectStore(environment(reportSettings).REPORTS_BUCKET);

const swept = z.object({
  run: runSchema,
  segmentCount: z.int(),
  /** Of the segments that came to their end. */
  results: z.array(z.object({ totals: totalsSchema })),
});

export const handler = lambdaHandler(swept, async ({ run, segmentCount, results }) => {
  const totals = results.map((result) => result.totals).reduce(addTotals, NO_TOTALS);
  const lost = segmentCount - results.length;
  const output = outputOf(run, totals, lost);
  await reports.put(`${reportPrefix(run)}summary.json`, `${JSON.stringify({ ...output, reason: run.reason })}\n`);
  return { output, incomplete: output.failed > 0, cause: causeOf(output.failed, lost, output.report) };
});

/** A segment that was lost counts as one failure more: what was due in it is due still. */
function outputOf(run: Run, totals: Totals, lost: number) {
  return {
    runId: run.runId,
    workflow: run.workflow,
    asOf: run.asOf,
    dryRun: run.dryRun,
    examined: totals.examined,
    acted: totals.acted,
    skipped: totals.skipped,
    failed: totals.failed + lost,
    uncertain: totals.uncertain + totals.unsettled,
    report: `s3://${reports.bucket}/${reportPrefix(run)}`,
  };
}

function causeOf(failed: number, lost: number, report: string): string {
  const segments = lost > 0 ? `, ${lost} of them whole segments` : '';
  return `${failed} failed${segments}; they stay due for the next run. See the lines "failed" and "notice-failed" of ${report}`;
}
