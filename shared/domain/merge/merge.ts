/** The progress of a merge of two partners into one global account (R-MRG). */
import { Temporal } from 'temporal-polyfill';
import type { Refusal } from '../core/decision.ts';
import { openNotices } from '../notices/ledger.ts';
import type { Ledger } from '../notices/notice-state.ts';
import type { MergeState, OngoingMerge, Partner } from '../partners/partner.ts';

/**
 * Why workflows and commands do not act on a partner: it is merging (R-MRG-3), or was merged into another (R-MRG-1);
 * null: they do.
 */
export function mergeRefusal({ merge, mergedInto }: Pick<MergeState, 'merge' | 'mergedInto'>): Refusal | null {
  if (mergedInto !== null) {
    const { partnerId, on } = mergedInto;
    return { rule: 'R-MRG-1', reason: `merged into ${partnerId} on ${on}`, inputs: { mergedInto: partnerId, on } };
  }
  if (merge === null) return null;
  const { into, from, since } = merge;
  const reason = `being merged since ${since}, ${from} into ${into}: once that is done, it can be tried again`;
  return { rule: 'R-MRG-3', reason, inputs: { into, from, since } };
}

export type MergePair = Pick<OngoingMerge, 'into' | 'from'>;

const isMergeOf = (merge: OngoingMerge, { into, from }: MergePair): boolean =>
  merge.into === into && merge.from === from;

/** Whether the merge of the pair has begun and is not finished. */
export const isMergeUnderWay = ({ merge }: Partner, pair: MergePair): boolean =>
  merge !== null && isMergeOf(merge, pair);

/** Whether the merge of the pair is finished. A merge is irreversible; repeating it changes nothing. */
export const isMergeDone = (into: Partner, from: Partner): boolean =>
  from.mergedInto?.partnerId === into.partnerId &&
  !isMergeUnderWay(into, { into: into.partnerId, from: from.partnerId });
/** The longest time for which a call to the mail service is under way; after it no answer comes. */
const ANSWER_SECONDS = 120;

/** Whether a claimed notice may still be on its way to the mail service. `now`: instant. */
export function isBeingSent(ledger: Ledger, now: string): boolean {
  const answeredBefore = Temporal.Instant.from(now).subtract({ seconds: ANSWER_SECONDS });
  return openNotices(ledger).some(({ entry: { state } }) => {
    return state.status === 'claimed' && Temporal.Instant.compare(state.claimedAt, answeredBefore) > 0;
  });
}
