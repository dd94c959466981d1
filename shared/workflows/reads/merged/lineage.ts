/** A partner and those that were merged into it: its history is in the partitions of all of them (R-MRG-1). */
import * as z from 'zod';
import { keys } from '../../../store/keys.ts';
import { mergeState } from '../../../store/schemas/partner.ts';
import type { Store } from '../../../store/store.ts';

const { mergedFrom, mergedInto } = mergeState;
const stored = z.object({ value: z.object({ mergedFrom, mergedInto }) });

/** The ids, the partner's first; only its own if it cannot be read. */
export async function readLineage(store: Store, partnerId: string): Promise<string[]> {
  const partner = stored.safeParse(await store.table.get(keys.partner(partnerId)));
  if (!partner.success) return [partnerId];
  const earlier = await Promise.all(partner.data.value.mergedFrom.map((earlierId) => readLineage(store, earlierId)));
  return [partnerId, ...earlier.flat()];
}

/** The partner to which a partner's contacts and memberships belong now, after any merges. */
export async function readSurvivor(store: Store, partnerId: string): Promise<string> {
  const partner = stored.safeParse(await store.table.get(keys.partner(partnerId)));
  const into = partner.success ? partner.data.value.mergedInto : null;
  return into === null ? partnerId : readSurvivor(store, into.partnerId);
}
