/** What refers to a silver membership after its upgrade to gold (R-MRG-7). */
import { anniversary, type Membership } from '../memberships/membership.ts';
import { placeTaker } from '../memberships/place-taker.ts';
import { isSameTerms } from '../offers/terms.ts';

export type PastUpgrade = { silver: Membership; gold: Membership };

/** Whether a membership was upgraded by an accepted command (R-MEM-5). */
export const isUpgraded = ({ membershipId }: Membership, all: readonly Membership[]): boolean =>
  all.some(({ origin }) => origin.kind === 'upgrade' && origin.from === membershipId);

/**
 * The memberships that change because silver was upgraded: what was to be renewed with silver is renewed with gold, and
 * what silver was to be renewed with does not cover it any more. All others come back the same; repeating it changes
 * nothing.
 */
export function followUpgrade(all: readonly Membership[], { silver, gold }: PastUpgrade): Membership[] {
  const leader = silver.consolidation && placeTaker(silver.consolidation.into, withoutPlace(all, silver));
  return all.map((membership) => {
    if (membership.membershipId === leader?.membershipId) return withoutCovered(membership, { silver, gold }, all);
    return isToEndLater(membership, { silver, gold }) ? renewedWithGold(membership, { silver, gold }) : membership;
  });
}

/** Silver as the leader of nobody: what has taken its place is no leader of its own. */
const withoutPlace = (all: readonly Membership[], silver: Membership): Membership[] =>
  all.filter(({ membershipId }) => membershipId !== silver.membershipId);

/**
 * Whether silver was to take its place on the day of the upgrade or later: where it had before, gold follows silver.
 */
const isToEndLater = ({ consolidation }: Membership, { silver, gold }: PastUpgrade): boolean =>
  consolidation !== null && consolidation.into === silver.membershipId && consolidation.on >= gold.loadedOn;

function renewedWithGold(membership: Membership, { silver, gold }: PastUpgrade): Membership {
  const { consolidation, status } = membership;
  const by = gold.membershipId;
  return {
    ...membership,
    consolidation: consolidation && { ...consolidation, into: by, anniversary: anniversary({ ...gold, cycle: 1 }) },
    status: status.name === 'superseded' && status.by === silver.membershipId ? { ...status, by } : status,
  };
}

/**
 * Silver leaves the group, unless another one of the group is of the same terms. Its leader is evaluated anew
 * (R-COMP-5).
 */
function withoutCovered(leader: Membership, { silver, gold }: PastUpgrade, all: readonly Membership[]): Membership {
  const others = withoutPlace(all, silver).filter(
    (other) => other.consolidation?.into === leader.membershipId && !isUpgraded(other, all),
  );
  const isSilver = (terms: Membership['terms']): boolean => isSameTerms(terms, silver.terms);
  if (!leader.covers.some(isSilver) || others.some(({ terms }) => isSilver(terms))) return leader;
  return { ...leader, covers: leader.covers.filter((terms) => !isSilver(terms)), evaluateOn: gold.loadedOn };
}
