/** One execution of one state machine: a line of runs.jsonl. */
import * as z from 'zod';

const count = z.number().nullish();

const output = z.object({
  runId: z.string().nullish(),
  dryRun: z.boolean().nullish(),
  examined: count,
  acted: count,
  skipped: count,
  failed: count,
  uncertain: count,
  report: z.string().nullish(),
});

const line = output.extend({
  workflow: z.string(),
  scheduledFor: z.string().nullish(),
  asOf: z.string(),
  status: z.string(),
  output: output.nullish(),
  error: z.string().nullish(),
  cause: z.string().nullish(),
});

/** `status` is the state machine's (`SUCCEEDED`, `FAILED`, …); counts are null where the execution ended without an output. */
export const runLine = line.transform(({ output: nested, ...flat }) => {
  const found = { ...flat, ...nested };
  return {
    workflow: flat.workflow,
    scheduledFor: flat.scheduledFor ?? null,
    asOf: flat.asOf.slice(0, 10),
    status: flat.status.toUpperCase(),
    runId: found.runId ?? null,
    examined: found.examined ?? null,
    acted: found.acted ?? null,
    skipped: found.skipped ?? null,
    failed: found.failed ?? null,
    uncertain: found.uncertain ?? null,
    report: found.report ?? null,
    error: flat.error ?? null,
    cause: flat.cause ?? null,
  };
});
export type RunLine = z.infer<typeof runLine>;

/** Whether the execution did not end well: it failed, or left something failed or uncertain behind. */
export function hasFailures(run: RunLine): boolean {
  return run.status !== 'SUCCEEDED' || (run.failed ?? 0) > 0 || (run.uncertain ?? 0) > 0;
}

/** The phase of a run of `directory-submission`, told by its day: published on the 7th, submitted in the third week (R-DIR). */
export function directoryPhase(run: Pick<RunLine, 'workflow' | 'asOf'>): 'publish' | 'remind' | 'submit' | null {
  if (run.workflow !== 'directory-submission') return null;
  const day = Number(run.asOf.slice(8, 10));
  if (day <= 7) return 'publish';
  return day < 15 ? 'remind' : 'submit';
}
