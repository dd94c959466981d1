/** Marks partners as merging, so that no workflow or command changes them, and removes the mark (R-MRG-3). */
import { isMergeUnderWay } from '../../domain/merge/merge.ts';
import type { OngoingMerge } from '../../domain/partners/partner.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';

/**
 * Marks the partner that is merged, then the one that stays. @returns false if another merge of one of them was first:
 * this one removes its marks
 */
export async function markMerging(store: Store, merging: OngoingMerge): Promise<boolean> {
  if ((await markPartner(store, merging.from, merging)) && (await markPartner(store, merging.into, merging)))
    return true;
  await endMerging(store, merging);
  return false;
}

/** Removes the marks of this merge; those of another merge stay. */
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
    // An earlier attempt was stopped before its last write.
    if (mergedInto?.partnerId === merging.into) return true;
    if (merge !== null || mergedInto !== null) return false;
    await store.partners.replace(stored, { ...stored.value, merge: merging });
    return true;
  });
}
