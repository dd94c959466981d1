/**
 * The end of a merge.
 *
 *   the partner that stays gets both partners' data ─► the other one is a tombstone ─► both record it ─► neither is
 *   merging
 *
 * Stopped before the last write, the merge is still under way; starting it again finishes it.
 */
import { stampOf } from '../../domain/core/stamp.ts';
import { leftOutBefore, mergePartnerRecords, tombstone } from '../../domain/merge/merge-records.ts';
import type { OngoingMerge, Partner } from '../../domain/partners/partner.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { readMemberships } from '../reads/memberships.ts';
import { readDifferingLines } from './differing-lines.ts';
import { endMerging } from './mark-merging.ts';
import { type MergeCall, type MergeDeps, type Progress, readPair, type StepResult } from './merge-call.ts';
import { lastStep, type MergeOutcome, recordMerge } from './merge-outcome.ts';
import { lineNotes, mergedMemberships, renewalLines } from './merge-plan.ts';

export async function finishMerge(
  merging: OngoingMerge,
  moved: Progress['moved'],
  call: MergeCall,
  deps: MergeDeps,
): Promise<StepResult> {
  const { store } = deps;
  const { from } = await readPair(store, call.input);
  const at = { on: merging.since, stamp: stampOf({ ...call, now: call.startedAt }) };
  await changePartner(store, merging.into, (into) => mergePartnerRecords(into, from.value, at));
  await changePartner(store, merging.from, (partner) => (partner.mergedInto ? partner : tombstone(partner, merging)));
  const merged = mergedMemberships(await readMemberships(store, merging.into), [], merging.from);
  const memberships = renewalLines(merged, merging.since);
  const reason = `${merging.from} is part of ${merging.into} since ${merging.since}`;
  const survivor = (await readPair(store, call.input)).into.value;
  const notes = [
    ...leftOutBefore(survivor, merging.from).map(({ rule, reason }) => ({ rule, reason })),
    ...lineNotes(await readDifferingLines(store, merging.into, merging.from)),
  ];
  const none = { repeated: false, conflicts: [] };
  const outcome: MergeOutcome = { outcome: 'done', rule: 'R-MRG-1', reason, memberships, moved, notes, ...none };
  for (const partnerId of [merging.into, merging.from])
    await recordMerge(partnerId, outcome, call, store, merging.since);
  await endMerging(store, merging);
  return lastStep(outcome, call, deps);
}

/** Writes nothing if `change` returns the same partner. */
async function changePartner(store: Store, partnerId: string, change: (partner: Partner) => Partner): Promise<void> {
  await retryOnConflict(async () => {
    const stored = await store.partners.get({ partnerId });
    if (stored === null) return;
    const next = change(stored.value);
    if (next !== stored.value) await store.partners.replace(stored, next);
  });
}
