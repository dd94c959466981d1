import type { PastMerge } from '../../../domain/merge/redo-merges.ts';
import type { Partner } from '../../../domain/partners/partner.ts';
import type { Store } from '../../../store/store.ts';

/** The merges by which a partner came to be; those of a partner that was merged into it come before that one. */
export async function readMerges(
  store: Store,
  { mergedFrom }: Pick<Partner, 'partnerId' | 'mergedFrom'>,
): Promise<PastMerge[]> {
  const merged = await store.partners.getAll(mergedFrom.map((partnerId) => ({ partnerId })));
  const merges: PastMerge[] = [];
  for (const { value } of merged) {
    if (value.mergedInto === null) continue;
    const { partnerId: into, on } = value.mergedInto;
    merges.push(...(await readMerges(store, value)), { into, from: value.partnerId, on });
  }
  return merges;
}
