/** The merge of two partners into one global account (R-MRG). */
import { Temporal } from 'temporal-polyfill';
import type { Refusal } from '../core/decision.ts';
import { openNotices } from '../notices/ledger.ts';
import type { Ledger } from '../notices/notice-state.ts';
import type { MergeState, OngoingMerge, Partner } from '../partners/partner.ts';

/** Why nobody else acts on a partner now: it is being merged (R-MRG-3), or it is another one (R-MRG-1). Null: it is free. */
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

/** Whether a merge of these two has been begun, and not come to its end. */
export const isMergeUnderWay = ({ merge }: Partner, pair: MergePair): boolean =>
  merge !== null && isMergeOf(merge, pair);

/** Whether it was done before, to its end: a merge is irreversible, and asking for it again changes nothing. */
export const isMergeDone = (into: Partner, from: Partner): boolean =>
  from.mergedInto?.partnerId === into.partnerId &&
  !isMergeUnderWay(into, { into: into.partnerId, from: from.partnerId });
/** A call to the mail service may be under way for so long; then it has had its answer, or never gets one. */
const ANSWER_SECONDS = 120;

/** Whether somebody may still be sending a notice. `now`: instant. */
export function isBeingSent(ledger: Ledger, now: string): boolean {
  const answeredBefore = Temporal.Instant.from(now).subtract({ seconds: ANSWER_SECONDS });
  return openNotices(ledger).some(({ entry: { state } }) => {
    return state.status === 'claimed' && Temporal.Instant.compare(state.claimedAt, answeredBefore) > 0;
  });
}
