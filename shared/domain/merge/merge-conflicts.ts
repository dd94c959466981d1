/** Conflicts that prevent a merge (R-MRG-1, R-MRG-3). */
import { MAX_BENEFITS } from '../benefits/benefit.ts';
import type { Refusal } from '../core/decision.ts';
import { withSuccessors } from '../enrolment/holding.ts';
import { type InvoiceLine, isSameLine } from '../kpi/invoice-line.ts';
import type { Membership } from '../memberships/membership.ts';
import type { Partner } from '../partners/partner.ts';
import { isMergeUnderWay, mergeRefusal } from './merge.ts';

/** A conflict: nothing is moved before an operator has resolved it. */
export type Conflict = Refusal & {
  code: 'merging' | 'merged' | 'unreadable' | 'membership' | 'invoice-line' | 'benefit';
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

/** Membership ids that both partners use. A membership that this merge has moved already is no conflict. */
export function membershipConflicts(into: readonly Membership[], from: readonly Membership[]): Conflict[] {
  const ids = new Map(withSuccessors(into).map((membership) => [membership.membershipId, membership]));
  return withSuccessors(from)
    .filter(({ status, membershipId, partnerId }) => {
      const other = ids.get(membershipId);
      return status.name !== 'moved' && other !== undefined && other.movedFrom?.partnerId !== partnerId;
    })
    .map(({ membershipId }) => ({
      code: 'membership',
      rule: 'R-MRG-1',
      reason: `both have a membership ${membershipId}: under one partner, the id would name two`,
      inputs: { membershipId },
    }));
}

/** An invoice line that both have with different values (R-KPI-10); null: the values are the same, and it counts once. */
export function lineConflict(into: InvoiceLine, from: InvoiceLine): Conflict | null {
  if (isSameLine(into, from)) return null;
  const { invoiceNumber, line } = from;
  const reason = `line ${line} of invoice ${invoiceNumber} says something else at ${into.partnerId} than at ${from.partnerId}`;
  return { code: 'invoice-line', rule: 'R-KPI-10', reason, inputs: { invoiceNumber, line, into, from } };
}

/** Benefits of the same id with different content (R-LIC-2), and too many benefits together. */
export function benefitConflicts(into: readonly Entry[], from: readonly Entry[]): Conflict[] {
  const entriesById = new Map(into.map((entry) => [entry.tokenId, entry]));
  const total = mergeBenefits(into, from).length;
  const reason = `together they have ${total} benefits: at most ${MAX_BENEFITS} for a partner`;
  const tooMany: Conflict[] =
    total > MAX_BENEFITS ? [{ code: 'benefit', rule: 'R-LIC-1', reason, inputs: { all: total } }] : [];
  const duplicates = from
    .filter((entry) => entriesById.has(entry.tokenId) && !isSameEntry(entriesById.get(entry.tokenId), entry))
    .map(
      ({ tokenId }): Conflict => ({
        code: 'benefit',
        rule: 'R-LIC-2',
        reason: `both have a benefit ${tokenId}, and they are not the same`,
        inputs: { tokenId },
      }),
    );
  return [...duplicates, ...tooMany];
}

type Entry = { tokenId: string };

const isSameEntry = (a: Entry | undefined, b: Entry): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The benefits of both, each once and unchanged (R-MRG-1). */
export function mergeBenefits<Benefit extends Entry>(into: readonly Benefit[], from: readonly Benefit[]): Benefit[] {
  const ids = new Set(into.map(({ tokenId }) => tokenId));
  return [...into, ...from.filter(({ tokenId }) => !ids.has(tokenId))];
}
