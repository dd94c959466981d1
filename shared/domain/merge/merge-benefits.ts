/** The benefits of two partners, merged into those of one (R-MRG-1, R-MRG-5). */
import { type Benefit, type Benefits, withMembershipIds } from '../benefits/benefit.ts';
import { movedIds } from './moved-ids.ts';

/**
 * All that the partner that stays has then, with what either has taken back (R-OPS-1). `memberships`: see
 * `mergeBenefits`.
 */
export function mergedBenefits(into: Benefits, from: Benefits, memberships: ReadonlyMap<string, string>): Benefits {
  const entries = [...mergeBenefits(into.entries, from.entries, from.partnerId, memberships)];
  const { reversals: moved = [] } = withMembershipIds(from, (id) => memberships.get(id) ?? id);
  const { reversals: own = [] } = into;
  // An earlier attempt may have moved them.
  const others = moved.filter(({ commandId }) => !own.some((reversal) => reversal.commandId === commandId));
  return others.length === 0 ? { ...into, entries } : { ...into, entries, reversals: [...own, ...others] };
}

/**
 * The benefits of both, each once. Of two with one id, that of the merged partner gets another, as a membership does.
 *
 * @param memberships the new id of each membership of the merged partner
 * @returns those that are given, if an earlier attempt has moved all of them
 */
export function mergeBenefits(
  into: readonly Benefit[],
  from: readonly Benefit[],
  fromId: string,
  memberships: ReadonlyMap<string, string>,
): readonly Benefit[] {
  const moved = new Map(
    into.flatMap(({ tokenId, formerIds = [] }) =>
      formerIds.filter(({ partnerId }) => partnerId === fromId).map((name) => [name.tokenId, tokenId] as const),
    ),
  );
  const taken = into.map(({ tokenId }) => tokenId);
  const ids = movedIds(
    from.map(({ tokenId }) => tokenId),
    taken,
    fromId,
    moved,
  );
  const idOf = (id: string): string => ids.get(id) ?? id;
  const open = from.filter(({ tokenId }) => !moved.has(tokenId));
  return open.length === 0
    ? into
    : [...into, ...open.map((benefit) => movedBenefit(benefit, fromId, idOf, memberships))];
}

function movedBenefit(
  benefit: Benefit,
  partnerId: string,
  idOf: (id: string) => string,
  memberships: ReadonlyMap<string, string>,
): Benefit {
  const { tokenId, membershipId, formerIds = [] } = benefit;
  const names = {
    tokenId: idOf(tokenId),
    membershipId: memberships.get(membershipId) ?? membershipId,
    formerIds: [...formerIds, { partnerId, tokenId }],
  };
  if (benefit.kind !== 'token') return { ...benefit, ...names };
  const { replaces, replacedBy } = benefit;
  return { ...benefit, ...names, replaces: replaces && idOf(replaces), replacedBy: replacedBy && idOf(replacedBy) };
}
