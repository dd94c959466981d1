import { mergeRefusal } from '../domain/merge/merge.ts';
import type { MergeState } from '../domain/partners/partner.ts';
import type { Subject } from './report.ts';
import { type ItemOutcome, NOTHING_DONE, type PageCall } from './sweep.ts';

/**
 * The outcome of an item whose partner is being merged: nothing is done, and it stays due (R-MRG-3). Null: the partner
 * is not being merged.
 */
export function skipIfMerging(
  { merge }: Pick<MergeState, 'merge'>,
  subject: Subject,
  { mode }: Pick<PageCall, 'mode'>,
): ItemOutcome | null {
  const refusal = mergeRefusal({ merge, mergedInto: null });
  if (refusal === null) return null;
  if (mode === 'settle') return NOTHING_DONE;
  return { ...NOTHING_DONE, lines: [{ what: 'left-alone', ...subject, stage: null, ...refusal }] };
}
