/** The workflow `merge-partners`: its state machine calls `runMerge` until the merge is done or refused (R-MRG). */
import * as z from 'zod';
import { civilDateIn } from '../../domain/core/calendar.ts';
import { InvalidInput } from '../../errors.ts';
import { executionInput, instant } from '../../lambda/executions/execution.ts';
import { logDecisions } from '../../sweep/decision-log.ts';
import { writePart } from '../../sweep/report.ts';
import { beginMerge, checkMerge, verifyMerge } from './check-merge.ts';
import { consolidate } from './consolidate.ts';
import { copyInvoiceLines } from './copy-invoice-lines.ts';
import { finishMerge } from './finish-merge.ts';
import {
  type MergeCall,
  type MergeDeps,
  NO_PROGRESS,
  ongoingMerge,
  type Progress,
  progressSchema,
  readPair,
  type StepResult,
} from './merge-call.ts';
import { parseMergeInput } from './merge-input.ts';
import { WORKFLOW } from './merge-outcome.ts';
import { moveBelongings } from './move-belongings.ts';
import { moveMemberships } from './move-memberships.ts';
import { movePeople } from './move-people.ts';

/**
 * What the state machine hands to a step: the execution's own input, or the output of the step before. `now`: instant.
 */
export const mergeStep = z.object({
  state: z.object({ ...executionInput.shape, progress: progressSchema.nullable() }),
  now: instant,
});
export type MergeStep = z.output<typeof mergeStep>;

export type MergeResult = MergeStep['state'] & {
  /** False: the execution fails with `InvalidInput` and this cause. */
  valid: boolean;
  cause: string | null;
  /** False: call again; after a while, if `wait` says so. */
  done: boolean;
  wait: boolean;
  output: Record<string, unknown> | null;
};

/** Milliseconds after which a step leaves the rest to the next one. */
const MAX_STEP_MS = 60_000;

/** @param clock milliseconds since any instant */
export async function runMerge(
  { state, now }: MergeStep,
  deps: MergeDeps,
  clock: () => number = () => performance.now(),
): Promise<MergeResult> {
  const { input, execution, startedAt, progress } = state;
  const stepStart = clock();
  const asOf = civilDateIn(startedAt, deps.config.timeZone);
  try {
    const isLate = () => clock() - stepStart > MAX_STEP_MS;
    const call = { input: parseMergeInput(input), asOf, runId: execution, startedAt, now, isLate };
    const before = progress ?? NO_PROGRESS;
    const result = await runStep(before, call, deps);
    await reportStep(result, before, call, deps);
    return { valid: true, cause: null, input, execution, startedAt, ...resultOf(result, before) };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const noProgress = { progress: null, done: true, wait: false, output: null };
    // The input is not returned: an input nested too deeply can be parsed but not serialized.
    return { valid: false, cause: error.message, input: null, execution, startedAt, ...noProgress };
  }
}

async function runStep(progress: Progress, call: MergeCall, deps: MergeDeps): Promise<StepResult> {
  if (progress.phase === 'check') return checkMerge(call, deps);
  if (progress.phase === 'freeze') return beginMerge(call, deps);
  const merging = ongoingMerge(await readPair(deps.store, call.input));
  // Another execution has finished the merge: the check reports that.
  if (merging === null) return { next: 'check' };
  switch (progress.phase) {
    case 'verify':
      return verifyMerge(merging, call, deps);
    case 'memberships':
      return moveMemberships(merging, call, deps);
    case 'invoice-lines':
      return copyInvoiceLines(merging, progress.cursor, call, deps);
    case 'people':
      return movePeople(merging, progress.cursor, call, deps);
    case 'belongings':
      return moveBelongings(merging, deps);
    case 'consolidate':
      return consolidate(merging, call, deps);
    case 'finish':
      return finishMerge(merging, progress.moved, call, deps);
  }
}

async function reportStep(
  { lines = [] }: StepResult,
  { part }: Progress,
  call: MergeCall,
  deps: MergeDeps,
): Promise<void> {
  const run = { runId: call.runId, workflow: WORKFLOW, asOf: call.asOf };
  await writePart(deps.reports, run, `0-${part}`, lines);
  logDecisions(run, lines);
}

function resultOf({ next, cursor = null, wait = false, moved = {}, output }: StepResult, before: Progress) {
  const counts = { ...before.moved };
  for (const [what, more] of Object.entries(moved)) counts[what as keyof typeof counts] += more;
  const progress: Progress = { phase: next ?? before.phase, cursor, part: before.part + 1, moved: counts };
  return { progress, done: next === null, wait, output: output ?? null };
}
