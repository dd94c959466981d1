/** Keeps everybody else away from the partners of a merge, or lets them come back (R-MRG-3). */
import { isUnderWay } from '../../domain/merge/merge.ts';
import type { Merging } from '../../domain/partners/partner.ts';
import { onConflictAgain } from '../../store/retry-on-conflict.ts';
import type { Store } from '../../store/store.ts';

/**
 * First the partner that is merged, then the one that stays. @returns false if another merge of one of them was first: that one goes
 * on, and this one lets go
 */
export async function freeze(store: Store, merging: Merging): Promise<boolean> {
  if ((await bind(store, merging.from, merging)) && (await bind(store, merging.into, merging))) return true;
  await release(store, merging);
  return false;
}

/** Both are as free as they were before it began; what belongs to another merge stays so. */
export async function release(store: Store, merging: Merging): Promise<void> {
  for (const partnerId of [merging.into, merging.from])
    await onConflictAgain(async () => {
      const stored = await store.partners.get({ partnerId });
      if (stored !== null && stored.value.merge?.mergeId === merging.mergeId)
        await store.partners.replace(stored, { ...stored.value, merge: null });
    });
}

function bind(store: Store, partnerId: string, merging: Merging): Promise<boolean> {
  return onConflictAgain(async () => {
    const stored = await store.partners.get({ partnerId });
    if (stored === null) return false;
    if (isUnderWay(stored.value, merging)) return true;
    const { merge, mergedInto } = stored.value;
    // Its last write but one was done before.
    if (mergedInto?.partnerId === merging.into) return true;
    if (merge !== null || mergedInto !== null) return false;
    await store.partners.replace(stored, { ...stored.value, merge: merging });
    return true;
  });
}
