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
  command: z.string().nullish(),
  partnerId: z.string().nullish(),
  membershipId: z.string().nullish(),
  outcome: z.string().nullish(),
  rule: z.string().nullish(),
  reason: z.string().nullish(),
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

/** `outcome`: `done` or `refused`, by which rule and why. */
export type RunCommand = {
  readonly name: string;
  readonly partnerId: string | null;
  readonly membershipId: string | null;
  readonly outcome: string;
  readonly rule: string | null;
  readonly reason: string | null;
};

/** What an operator's command came to; null: it is no run of one, or ended without an output. */
function commandOf({ workflow, command, outcome, ...rest }: Partial<z.infer<typeof line>>): RunCommand | null {
  if (!outcome) return null;
  const { partnerId = null, membershipId = null, rule = null, reason = null } = rest;
  return { name: command ?? workflow ?? '', partnerId, membershipId, outcome, rule, reason };
}

/**
 * `status` is the state machine's (`SUCCEEDED`, `FAILED`, …); counts are null where the execution ended without an
 * output.
 */
export const runLine = line.transform(({ output: nested, ...flat }) => {
  const counts = { ...flat, ...nested };
  return {
    workflow: flat.workflow,
    scheduledFor: flat.scheduledFor ?? null,
    asOf: flat.asOf.slice(0, 10),
    status: flat.status.toUpperCase(),
    runId: counts.runId ?? null,
    examined: counts.examined ?? null,
    acted: counts.acted ?? null,
    skipped: counts.skipped ?? null,
    failed: counts.failed ?? null,
    uncertain: counts.uncertain ?? null,
    report: counts.report ?? null,
    isDryRun: counts.dryRun === true,
    command: commandOf(counts),
    error: flat.error ?? null,
    cause: flat.cause ?? null,
  };
});
export type RunLine = z.infer<typeof runLine>;

/** Whether the execution failed, or has failed or uncertain items. */
export function hasFailures(run: RunLine): boolean {
  return run.status !== 'SUCCEEDED' || (run.failed ?? 0) > 0 || (run.uncertain ?? 0) > 0;
}

/**
 * The phase of a run of `directory-submission`, from its day: published on the 7th, submitted in the third week
 * (R-DIR).
 */
export function directoryPhase(run: Pick<RunLine, 'workflow' | 'asOf'>): 'publish' | 'remind' | 'submit' | null {
  if (run.workflow !== 'directory-submission') return null;
  const day = Number(run.asOf.slice(8, 10));
  if (day <= 7) return 'publish';
  return day < 15 ? 'remind' : 'submit';
}
