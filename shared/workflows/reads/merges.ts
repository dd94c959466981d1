import type { PastMerge } from '../../domain/merge/redo-merges.ts';
import type { Partner } from '../../domain/partners/partner.ts';
import type { Store } from '../../store/store.ts';

/** The merges that brought other partners to this one. */
export async function readMerges(store: Store, { mergedFrom }: Pick<Partner, 'mergedFrom'>): Promise<PastMerge[]> {
  const merged = await store.partners.getAll(mergedFrom.map((partnerId) => ({ partnerId })));
  return merged.flatMap(({ value: { partnerId, mergedInto } }) =>
    mergedInto === null ? [] : [{ from: partnerId, on: mergedInto.on }],
  );
}
