/** Keeps everybody else away from the partners of a merge, or lets them come back (R-MRG-3). */
import { isMergeUnderWay } from '../../domain/merge/merge.ts';
import type { OngoingMerge } from '../../domain/partners/partner.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';

/**
 * First the partner that is merged, then the one that stays. @returns false if another merge of one of them was first: that one goes
 * on, and this one lets go
 */
export async function markMerging(store: Store, merging: OngoingMerge): Promise<boolean> {
  if ((await markPartner(store, merging.from, merging)) && (await markPartner(store, merging.into, merging)))
    return true;
  await endMerging(store, merging);
  return false;
}

/** Both are as free as they were before it began; what belongs to another merge stays so. */
export async function endMerging(store: Store, merging: OngoingMerge): Promise<void> {
  for (const partnerId of [merging.into, merging.from])
    await retryOnConflict(async () => {
      const stored = await store.partners.get({ partnerId });
      if (stored !== null && stored.value.merge?.mergeId === merging.mergeId)
        await store.partners.replace(stored, { ...stored.value, merge: null });
    });
}

function markPartner(store: Store, partnerId: string, merging: OngoingMerge): Promise<boolean> {
  return retryOnConflict(async () => {
    const stored = await store.partners.get({ partnerId });
    if (stored === null) return false;
    if (isMergeUnderWay(stored.value, merging)) return true;
    const { merge, mergedInto } = stored.value;
    // Its last write but one was done before.
    if (mergedInto?.partnerId === merging.into) return true;
    if (merge !== null || mergedInto !== null) return false;
    await store.partners.replace(stored, { ...stored.value, merge: merging });
    return true;
  });
}
