/** Whether two partners can be merged, and what it would mean: before anything moves (R-MRG). */
import { isMergeDone } from '../../domain/merge/merge.ts';
import type { OngoingMerge } from '../../domain/partners/partner.ts';
import { conflictsOf } from './conflicts.ts';
import { ended, type Outcome, record } from './finish.ts';
import { endMerging, markMerging } from './freeze.ts';
import { BEGINNING, type MergeCall, type MergeDeps, mergingOf, readPair, type StepResult } from './merge-call.ts';
import { mergedOf, notesOf, renewalLines } from './plan.ts';

const NOTHING = { conflicts: [], notes: [], memberships: [], moved: BEGINNING.moved };

/** Refused, told, or to be done: in this order. Writes nothing but a refusal's record. */
export async function check(call: MergeCall, deps: MergeDeps): Promise<StepResult> {
  const outcome = await judged(call, deps);
  if (outcome.repeated || call.input.dryRun) return ended(outcome, call, deps);
  return outcome.outcome === 'refused' ? refuse(outcome, call, deps) : { next: 'freeze' };
}

async function judged(call: MergeCall, { store }: MergeDeps): Promise<Outcome> {
  const pair = await readPair(store, call.input);
  const [into, from] = [pair.into.value, pair.from.value];
  if (isMergeDone(into, from)) return repeated(call);
  const { conflicts, ...found } = await conflictsOf(store, pair);
  const merged = mergedOf(found.into, found.from, from.partnerId);
  const told = {
    ...NOTHING,
    conflicts,
    notes: conflicts.some(({ code }) => code === 'unreadable') ? [] : await notesOf(store, pair, merged),
    memberships: renewalLines(merged, mergingOf(pair)?.since ?? call.asOf),
    repeated: false,
  };
  const [first] = conflicts;
  if (first === undefined) {
    const reason = `nothing was written: ${from.partnerId} can be merged into ${into.partnerId}`;
    return { ...told, outcome: 'done', rule: 'R-MRG-1', reason };
  }
  const more = conflicts.length === 1 ? '' : `; and ${conflicts.length - 1} more`;
  return { ...told, outcome: 'refused', rule: first.rule, reason: `${first.reason}${more}` };
}

function repeated({ input: { into, from } }: MergeCall): Outcome {
  const reason = `${from} was merged into ${into} before`;
  return { ...NOTHING, outcome: 'done', repeated: true, rule: 'R-MRG-1', reason };
}

async function refuse(outcome: Outcome, call: MergeCall, deps: MergeDeps): Promise<StepResult> {
  await record(call.input.into, outcome, call, deps.store, call.asOf);
  return ended(outcome, call, deps);
}

/** Goes on with a merge of the two that was stopped, under its own name and day. */
export async function begin(call: MergeCall, deps: MergeDeps): Promise<StepResult> {
  const { into, from } = call.input;
  const merging = mergingOf(await readPair(deps.store, call.input)) ?? {
    mergeId: call.runId,
    into,
    from,
    since: call.asOf,
  };
  const isBound = await markMerging(deps.store, merging);
  // Whoever was first is what the check says is in the way.
  return isBound ? { next: 'verify', wait: true } : { next: 'check' };
}

/** Nobody writes any more: what is in the way now, came in between. */
export async function verify(merging: OngoingMerge, call: MergeCall, deps: MergeDeps): Promise<StepResult> {
  const outcome = await judged(call, deps);
  if (outcome.outcome === 'done') return { next: 'memberships', lines: [] };
  await endMerging(deps.store, merging);
  return refuse(outcome, call, deps);
}
