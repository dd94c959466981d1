/** One renewal for what the united partner has twice (R-MRG-2): written into the memberships once all of them are there. */
import { consolidated, isSame, withConsolidation } from '../../domain/merge/consolidation.ts';
import { united } from '../../domain/merge/merge.ts';
import type { Merging } from '../../domain/partners/partner.ts';
import { ADMINS, recipientsOf } from '../../domain/partners/recipients.ts';
import { onConflictAgain } from '../../store/retry-on-conflict.ts';
import { evaluateMemberships } from '../due/memberships.ts';
import { listMemberships } from '../reads/memberships.ts';
import { loadPair, type MergeCall, type MergeDeps, type StepResult } from './merge-call.ts';
import { mergedOf } from './plan.ts';

export async function consolidate(merging: Merging, call: MergeCall, deps: MergeDeps): Promise<StepResult> {
  const { store, config } = deps;
  const { into, from } = await loadPair(store, call.input);
  const recipients = recipientsOf(united(into.value, from.value), ADMINS);
  const memberships = mergedOf(await listMemberships(store, merging.into), [], merging.from);
  const context = { asOf: merging.since, runId: call.runId, now: call.now, startedAt: call.startedAt };
  for (const [membershipId, to] of consolidated(memberships, merging.since))
    await onConflictAgain(async () => {
      const stored = await store.memberships.get({ partnerId: merging.into, membershipId });
      if (stored === null || isSame(stored.value, to)) return;
      await store.memberships.replace(stored, withConsolidation(stored.value, to, { recipients, config }, context));
    });
  // More people, trainers and figures than before: the daily run looks at all of them anew (R-COMP-5).
  await evaluateMemberships(store, merging.into, merging.since);
  return { next: 'finish' };
}
