/** Whether a partner is being merged, or was (R-MRG-3, R-MRG-1). */
import * as z from 'zod';
import type { Refusal } from '../../domain/core/decision.ts';
import { mergeRefusal } from '../../domain/merge/merge.ts';
import type { MergeState } from '../../domain/partners/partner.ts';
import { keys } from '../../store/keys.ts';
import { mergeState } from '../../store/schemas/partner.ts';
import type { Store } from '../../store/store.ts';
import { type ItemOutcome, NOTHING_DONE, type PageCall } from '../../sweep/page.ts';

const stored = z.object({ value: z.object(mergeState) });

/** Why no command is carried out for a partner; null: nothing is in the way. Of one that cannot be read otherwise, too: it can be repaired. */
export async function mergeRefusalOf(store: Store, partnerId: string): Promise<Refusal | null> {
  const found = stored.safeParse(await store.table.get(keys.partner(partnerId)));
  return found.success ? mergeRefusal(found.data.value) : null;
}

export type Subject = { partnerId: string; membershipId: string | null; cycle: number | null };

/** What a sweep does with an item of a partner that is being merged: nothing, so that it is as due as it was (R-MRG-3). Null: it is not. */
export function leftAlone(
  { merge }: Pick<MergeState, 'merge'>,
  subject: Subject,
  { mode }: Pick<PageCall, 'mode'>,
): ItemOutcome | null {
  const refusal = mergeRefusal({ merge, mergedInto: null });
  if (refusal === null) return null;
  if (mode === 'settle') return NOTHING_DONE;
  return { ...NOTHING_DONE, lines: [{ what: 'left-alone', ...subject, stage: null, ...refusal }] };
}
