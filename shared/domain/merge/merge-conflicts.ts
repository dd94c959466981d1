/** Conflicts that prevent a merge (R-MRG-1, R-MRG-3). */
import { type Benefit, MAX_BENEFITS } from '../benefits/benefit.ts';
import type { Refusal } from '../core/decision.ts';
import type { Partner } from '../partners/partner.ts';
import { isMergeUnderWay, mergeRefusal } from './merge.ts';
import { mergeBenefits } from './merge-benefits.ts';

/** A conflict: nothing is moved before an operator has resolved it. */
export type Conflict = Refusal & {
  code: 'merging' | 'merged' | 'unreadable' | 'benefit';
};

/** Conflicts with other merges of one of the two partners. */
export function partnerConflicts(into: Partner, from: Partner): Conflict[] {
  const pair = { into: into.partnerId, from: from.partnerId };
  return [into, from].flatMap((partner): Conflict[] => {
    if (isMergeUnderWay(partner, pair)) return [];
    // Merged into this partner already: the merge was interrupted before its last write.
    const isOwn = partner === from && from.mergedInto?.partnerId === into.partnerId;
    const refusal = isOwn ? null : mergeRefusal(partner);
    if (refusal === null) return [];
    const code = partner.mergedInto === null ? 'merging' : 'merged';
    return [{ ...refusal, code, reason: `${partner.partnerId} is ${refusal.reason}` }];
  });
}

/** Too many benefits together. */
export function benefitConflicts(into: readonly Benefit[], from: readonly Benefit[], fromId: string): Conflict[] {
  const total = mergeBenefits(into, from, fromId, new Map()).length;
  const reason = `together they have ${total} benefits: at most ${MAX_BENEFITS} for a partner`;
  return total > MAX_BENEFITS ? [{ code: 'benefit', rule: 'R-LIC-1', reason, inputs: { all: total } }] : [];
}
