/** Whether two partners can be merged, and what a merge would change: before anything is moved (R-MRG). */
import { isMergeDone } from '../../domain/merge/merge.ts';
import type { OngoingMerge } from '../../domain/partners/partner.ts';
import { endMerging, markMerging } from './mark-merging.ts';
import { type MergeCall, type MergeDeps, NO_PROGRESS, ongoingMerge, readPair, type StepResult } from './merge-call.ts';
import { lastStep, type MergeOutcome, recordMerge } from './merge-outcome.ts';
import { lineNotes, mergedMemberships, readNotes, renewalLines } from './merge-plan.ts';
import { readConflicts } from './read-conflicts.ts';

const NOTHING_MOVED = { conflicts: [], notes: [], memberships: [], moved: NO_PROGRESS.moved };

/**
 * Ends a dry run, a merge that was done before, and one that is refused; otherwise goes on. Writes only the record of a
 * refusal.
 */
export async function checkMerge(call: MergeCall, deps: MergeDeps): Promise<StepResult> {
  const outcome = await judge(call, deps);
  if (outcome.repeated || call.input.dryRun) return lastStep(outcome, call, deps);
  return outcome.outcome === 'refused' ? refuse(outcome, call, deps) : { next: 'freeze' };
}

async function judge(call: MergeCall, { store }: MergeDeps): Promise<MergeOutcome> {
  const pair = await readPair(store, call.input);
  const [into, from] = [pair.into.value, pair.from.value];
  if (isMergeDone(into, from)) return repeatedOutcome(call);
  const { conflicts, differingLines, ...memberships } = await readConflicts(store, pair);
  const merged = mergedMemberships(memberships.into, memberships.from, from.partnerId);
  const findings = {
    ...NOTHING_MOVED,
    conflicts,
    notes: conflicts.some(({ code }) => code === 'unreadable')
      ? []
      : [...(await readNotes(store, pair, merged)), ...lineNotes(differingLines)],
    memberships: renewalLines(merged, ongoingMerge(pair)?.since ?? call.asOf),
    repeated: false,
  };
  const [first] = conflicts;
  if (first === undefined) {
    const reason = `nothing was written: ${from.partnerId} can be merged into ${into.partnerId}`;
    return { ...findings, outcome: 'done', rule: 'R-MRG-1', reason };
  }
  const more = conflicts.length === 1 ? '' : `; and ${conflicts.length - 1} more`;
  return { ...findings, outcome: 'refused', rule: first.rule, reason: `${first.reason}${more}` };
}

function repeatedOutcome({ input: { into, from } }: MergeCall): MergeOutcome {
  const reason = `${from} was merged into ${into} before`;
  return { ...NOTHING_MOVED, outcome: 'done', repeated: true, rule: 'R-MRG-1', reason };
}

async function refuse(outcome: MergeOutcome, call: MergeCall, deps: MergeDeps): Promise<StepResult> {
  await recordMerge(call.input.into, outcome, call, deps.store, call.asOf);
  return lastStep(outcome, call, deps);
}

/** Marks both partners as merging; a merge of the two that was stopped goes on under its own id and date. */
export async function beginMerge(call: MergeCall, deps: MergeDeps): Promise<StepResult> {
  const { into, from } = call.input;
  const merging = ongoingMerge(await readPair(deps.store, call.input)) ?? {
    mergeId: call.runId,
    into,
    from,
    since: call.asOf,
  };
  const isBound = await markMerging(deps.store, merging);
  // Another merge was first: the check reports it as a conflict.
  return isBound ? { next: 'verify', wait: true } : { next: 'check' };
}

/** Checks again, now that nobody else writes: conflicts may have come up since the first check. */
export async function verifyMerge(merging: OngoingMerge, call: MergeCall, deps: MergeDeps): Promise<StepResult> {
  const outcome = await judge(call, deps);
  if (outcome.outcome === 'done') return { next: 'memberships', lines: [] };
  await endMerging(deps.store, merging);
  return refuse(outcome, call, deps);
}
