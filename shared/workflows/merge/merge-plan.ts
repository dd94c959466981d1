/** What a merge does to the memberships of both partners, and what else an operator should know (R-MRG-2). */
import type { CivilDate } from '../../domain/core/calendar.ts';
import { anniversary, type Membership } from '../../domain/memberships/membership.ts';
import { withReferences } from '../../domain/memberships/names.ts';
import { statusOn } from '../../domain/memberships/status.ts';
import { decideConsolidation, describeConsolidation, type MergedMembership } from '../../domain/merge/consolidation.ts';
import { leftOutBy, leftOutReason, sharedAddresses } from '../../domain/merge/merge-records.ts';
import { movedMembershipIds } from '../../domain/merge/moved-ids.ts';
import type { Offer } from '../../domain/offers/terms.ts';
import { termsName } from '../../domain/offers/terms.ts';
import type { Store } from '../../store/store.ts';
import type { DecisionLine } from '../../sweep/report.ts';
import type { DifferingLine } from './differing-lines.ts';
import type { StoredPair } from './merge-call.ts';

/**
 * The memberships of both partners, each once, by the ids that they have after the merge: those moved already come from
 * the partner that stays.
 */
export function mergedMemberships(
  into: readonly Membership[],
  from: readonly Membership[],
  fromId: string,
): MergedMembership[] {
  const ids = movedMembershipIds(into, from, fromId);
  const idOf = (id: string) => ids.get(id) ?? id;
  const isHere = ({ status }: Membership) => status.name !== 'moved';
  const isCopied = ({ membershipId }: Membership) =>
    into.some(({ formerIds }) =>
      formerIds.some((name) => name.partnerId === fromId && name.membershipId === membershipId),
    );
  return [
    ...into.filter(isHere).map((membership) => ({ membership, isOwn: membership.movedFrom?.partnerId !== fromId })),
    ...from
      .filter((membership) => isHere(membership) && !isCopied(membership))
      .map((membership) => withReferences({ ...membership, membershipId: idOf(membership.membershipId) }, idOf))
      .map((membership) => ({ membership, isOwn: false })),
  ];
}

/** A line for every membership: where it is, and what its next renewal is. */
export function renewalLines(memberships: readonly MergedMembership[], day: CivilDate): DecisionLine[] {
  const plan = decideConsolidation(memberships, day);
  return memberships.map(({ membership, isOwn }) => {
    const { partnerId, membershipId, cycle, terms } = membership;
    const to = plan.get(membershipId);
    const ad = anniversary(membership);
    const status = statusOn(membership, day) ?? membership.status.name;
    const then = to === undefined ? 'stays as it is' : describeConsolidation(membership, to);
    return {
      what: to?.consolidation ? 'membership-consolidated' : 'membership-kept',
      partnerId,
      membershipId,
      cycle,
      stage: null,
      rule: 'R-MRG-2',
      reason: `${termsName(terms)}, ${status}: ${then}`,
      inputs: { anniversary: ad, status, moves: !isOwn, ...(to?.consolidation ?? {}), covers: to?.covers ?? [] },
    };
  });
}

export type Note = { rule: string; reason: string; inputs?: Record<string, unknown> };

/** Notes for the operator about what is no conflict. */
export async function readNotes(
  store: Store,
  { into, from }: StoredPair,
  memberships: readonly MergedMembership[],
): Promise<Note[]> {
  const [intoPartner, fromPartner] = [into.value, from.value];
  const listings = await store.listings.getAll([intoPartner, fromPartner]);
  const listed = `${intoPartner.partnerId}'s listing stays, ${fromPartner.partnerId}'s is withdrawn with the next submission`;
  const shared = sharedAddresses(intoPartner.contacts, fromPartner.contacts);
  const same = `${shared.length} addresses are contacts of both: one contact per role and address is kept`;
  const leftOut = leftOutReason(leftOutBy(intoPartner, fromPartner));
  const note = (isTrue: boolean, rule: string, reason: string): Note[] => (isTrue ? [{ rule, reason }] : []);
  return [
    ...note(listings.length > 1, 'R-DIR-1', `both have a listing: ${listed}`),
    ...note(count(memberships, 'action-pack') > 1, 'R-MEM-6', 'two Action Packs: the later anniversary is kept'),
    ...note(count(memberships, 'learning-action-pack') > 1, 'R-MRG-2', 'two Learning Action Packs become one'),
    ...note(count(memberships, 'competency') > 1, 'R-MRG-2', 'competency packages are renewed together'),
    ...note(shared.length > 0, 'R-ROLE-2', same),
    ...note(leftOut !== '', 'R-IMP-6', leftOut),
  ];
}

/** A note for each invoice line of which both partners have one, with other values (R-MRG-5, R-KPI-10). */
export const lineNotes = (lines: readonly DifferingLine[]): Note[] =>
  lines.map(({ into, from }) => ({
    rule: 'R-MRG-5',
    reason: `line ${from.line} of invoice ${from.invoiceNumber} says something else at ${into.partnerId} than at ${from.partnerId}: both count`,
    inputs: { invoiceNumber: from.invoiceNumber, line: from.line, kept: into, beside: from },
  }));

const count = (memberships: readonly MergedMembership[], offer: Offer): number =>
  memberships.filter(({ membership: { terms, status } }) => terms.offer === offer && status.name === 'active').length;
