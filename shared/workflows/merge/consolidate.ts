/**
 * One renewal for what the merged partner has twice (R-MRG-2), written into its memberships once all of them have been
 * moved.
 */
import { stampOf } from '../../domain/core/stamp.ts';
import { decideConsolidation, isSameConsolidation, withConsolidation } from '../../domain/merge/consolidation.ts';
import { mergePartnerRecords } from '../../domain/merge/merge-records.ts';
import type { OngoingMerge } from '../../domain/partners/partner.ts';
import { ADMINS, recipientsOf } from '../../domain/partners/recipients.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { makeMembershipsDue } from '../due/make-memberships-due.ts';
import { readMemberships } from '../reads/memberships.ts';
import { type MergeCall, type MergeDeps, readPair, type StepResult } from './merge-call.ts';
import { mergedMemberships } from './merge-plan.ts';

export async function consolidate(merging: OngoingMerge, call: MergeCall, deps: MergeDeps): Promise<StepResult> {
  const { store, config } = deps;
  const { into, from } = await readPair(store, call.input);
  const memberships = mergedMemberships(await readMemberships(store, merging.into), [], merging.from);
  const context = { asOf: merging.since, runId: call.runId, now: call.now, startedAt: call.startedAt };
  const merged = mergePartnerRecords(into.value, from.value, { on: merging.since, stamp: stampOf(context) });
  const recipients = recipientsOf(merged, ADMINS);
  for (const [membershipId, to] of decideConsolidation(memberships, merging.since))
    await retryOnConflict(async () => {
      const stored = await store.memberships.get({ partnerId: merging.into, membershipId });
      if (stored === null || isSameConsolidation(stored.value, to)) return;
      await store.memberships.replace(stored, withConsolidation(stored.value, to, { recipients, config }, context));
    });
  // The partner has more employees, trainers and figures than before: all its memberships are due again (R-COMP-5).
  await makeMembershipsDue(store, merging.into, merging.since);
  return { next: 'finish' };
}
