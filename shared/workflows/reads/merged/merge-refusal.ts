/** Whether a partner is being merged, or was (R-MRG-3, R-MRG-1). */
import * as z from 'zod';
import type { Refusal } from '../../../domain/core/decision.ts';
import { mergeRefusal } from '../../../domain/merge/merge.ts';
import { keys } from '../../../store/keys.ts';
import { mergeState } from '../../../store/schemas/partner.ts';
import type { Store } from '../../../store/store.ts';

const stored = z.object({ value: z.object(mergeState) });

/**
 * Why no command may change a partner: it is being merged, or was. Null: it may. Needs only these fields of a partner
 * that cannot be read.
 */
export async function readMergeRefusal(store: Store, partnerId: string): Promise<Refusal | null> {
  const partner = stored.safeParse(await store.table.get(keys.partner(partnerId)));
  return partner.success ? mergeRefusal(partner.data.value) : null;
}
