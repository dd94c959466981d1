import { mergeRefusal } from '../domain/merge/merge.ts';
import type { MergeState } from '../domain/partners/partner.ts';
import { type ItemOutcome, NOTHING_DONE, type PageCall } from './page.ts';
import type { Subject } from './report.ts';

/** What a sweep does with an item of a partner that is being merged: nothing, so that it is as due as it was (R-MRG-3). Null: it is not. */
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
