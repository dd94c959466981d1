/** Merges decided anew (R-REN-6, R-MRG-2): after a payment that counts as made before them and was recorded after them. */
import type { CivilDate } from '../core/calendar.ts';
import { stampOf } from '../core/stamp.ts';
import type { Membership, MembershipStatus } from '../memberships/membership.ts';
import type { SilentContext } from '../notices/decision-context.ts';
import { isSameTerms } from '../offers/terms.ts';
import { decideConsolidation, isSameConsolidation } from './consolidation.ts';
import { followUpgrade, isUpgraded } from './follow-upgrade.ts';

/** A merge of another partner into the one that stays. */
export type PastMerge = { from: string; on: CivilDate };

/** The merges of a partner on a day or after it, the earliest first. */
export const mergesSince = (merges: readonly PastMerge[], since: CivilDate): PastMerge[] =>
  merges.filter(({ on }) => on >= since).toSorted((a, b) => (a.on < b.on ? -1 : 1));

/** Which of the merges brought the membership; null: the partner had it before them. */
const mergeOf = ({ movedFrom }: Membership, merges: readonly PastMerge[]): PastMerge | null =>
  merges.find(({ from }) => from === movedFrom?.partnerId) ?? null;

/** Whether two memberships came together by one of the merges only. */
export const areBroughtTogether = (a: Membership, b: Membership, merges: readonly PastMerge[]): boolean =>
  mergeOf(a, merges) !== mergeOf(b, merges);

/**
 * The membership without what the merges since a day made of it, in its cycle of today. With merges before that day, only what brought
 * memberships of two partners together is known to come of those since.
 */
export function withoutMerges(
  membership: Membership,
  all: readonly Membership[],
  merges: readonly PastMerge[],
  since: CivilDate,
): Membership {
  const undone = mergesSince(merges, since);
  if (undone.every(({ on }) => membership.purchasedOn > on)) return membership;
  const isEvery = undone.length === merges.length;
  const others = isEvery ? all : all.filter((other) => areBroughtTogether(membership, other, undone));
  const { consolidation, covers, status } = membership;
  const isUndone = others.some(({ membershipId }) => membershipId === consolidation?.into);
  const hasEnded = status.name === 'superseded' && status.by === consolidation?.into;
  return {
    ...membership,
    covers: isEvery ? [] : covers.filter((terms) => !others.some((other) => isSameTerms(other.terms, terms))),
    consolidation: isUndone ? null : consolidation,
    status: isUndone && hasEnded ? { name: 'active' } : status,
  };
}

/**
 * The memberships of a partner as they are after the merges since a day, decided anew: a payment dated before them counts as made
 * before them. What was accepted since (payments, purchases, upgrades) stays. Those that do not change come back the same.
 */
export function redoMerges(
  all: readonly Membership[],
  merges: readonly PastMerge[],
  since: CivilDate,
  context: SilentContext,
): Membership[] {
  const redoneMerges = mergesSince(merges, since);
  if (redoneMerges.length === 0) return [...all];
  const upgrades = upgradesSince(all, since);
  let current = all.map((membership) => withoutUpgrades(withoutMerges(membership, all, merges, since), upgrades));
  for (const event of inOrder(redoneMerges, upgrades))
    current = 'gold' in event ? redoUpgrade(current, event) : redoMerge(current, event, redoneMerges, upgrades);
  const redone = current.map((membership) => withEnd(membership, all, context));
  return redone.map((membership, index) => keepSame(all[index] as Membership, membership));
}

/** An accepted upgrade; `on`: the day on which it was recorded. */
type RedoneUpgrade = { on: CivilDate; gold: string; silver: string };

const upgradesSince = (all: readonly Membership[], since: CivilDate): RedoneUpgrade[] =>
  all.flatMap(({ origin, loadedOn: on, membershipId: gold }) =>
    origin.kind === 'upgrade' && on >= since ? [{ on, gold, silver: origin.from }] : [],
  );

/** Of one day the merges come first: an upgrade after them leads to the same as one before them. */
const inOrder = (merges: readonly PastMerge[], upgrades: readonly RedoneUpgrade[]): (PastMerge | RedoneUpgrade)[] =>
  [...merges, ...upgrades].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));

/** Gold as it was before it took over what silver covered, unless it has been renewed since. */
function withoutUpgrades(membership: Membership, upgrades: readonly RedoneUpgrade[]): Membership {
  const isGold = upgrades.some(({ gold }) => gold === membership.membershipId);
  return isGold && membership.lastRenewal === null ? { ...membership, covers: [], consolidation: null } : membership;
}

function redoMerge(
  current: readonly Membership[],
  merge: PastMerge,
  merges: readonly PastMerge[],
  upgrades: readonly RedoneUpgrade[],
): Membership[] {
  const present = current
    .filter((membership) => isPresent(membership, merge, merges, upgrades))
    .map((membership) => ({
      membership: asOnDay(membership, merge.on, upgrades),
      isOwn: membership.movedFrom?.partnerId !== merge.from,
    }));
  const plan = decideConsolidation(present, merge.on);
  return current.map((membership) => ({ ...membership, ...plan.get(membership.membershipId) }));
}

/** Gold renews what silver covered, and what referred to silver follows (R-MRG-7). */
function redoUpgrade(current: readonly Membership[], upgrade: RedoneUpgrade): Membership[] {
  const find = (id: string) => current.find(({ membershipId }) => membershipId === id);
  const [silver, gold] = [find(upgrade.silver), find(upgrade.gold)];
  if (silver === undefined || gold === undefined) return [...current];
  const all = current.map((membership) =>
    membership === gold && gold.lastRenewal === null ? { ...gold, covers: silver.covers } : membership,
  );
  return followUpgrade(all, { silver, gold });
}

const keepSame = (before: Membership, after: Membership): Membership =>
  isSameConsolidation(before, after) && isSameStatus(before.status, after.status) ? before : after;

/** Whichever execution ended it. */
const isSameStatus = (a: MembershipStatus, b: MembershipStatus): boolean =>
  JSON.stringify({ ...a, stamp: null }) === JSON.stringify({ ...b, stamp: null });

/** Whether the partner had the membership on the day of the merge, or got it by that merge. */
function isPresent(
  membership: Membership,
  { on }: PastMerge,
  merges: readonly PastMerge[],
  upgrades: readonly RedoneUpgrade[],
): boolean {
  const cameBy = mergeOf(membership, merges);
  const upgrade = upgrades.find(({ gold }) => gold === membership.membershipId);
  const isThere = upgrade === undefined ? membership.purchasedOn <= on : upgrade.on < on;
  return isThere && (cameBy === null || cameBy.on <= on);
}

/** What ended after the day was active on it. */
function asOnDay(membership: Membership, day: CivilDate, upgrades: readonly RedoneUpgrade[]): Membership {
  const { status, membershipId } = membership;
  const end = status.name === 'expired' ? status.expiredOn : status.name === 'superseded' ? status.on : null;
  const upgrade = upgrades.find(({ silver }) => silver === membershipId);
  const isActive = upgrade === undefined ? end !== null && end > day : upgrade.on >= day;
  return isActive ? { ...membership, status: { name: 'active' } } : membership;
}

/** Another membership takes its place on the day on which it does, unless it had ended before. */
function withEnd(membership: Membership, all: readonly Membership[], context: SilentContext): Membership {
  const { consolidation, status } = membership;
  if (consolidation === null || isUpgraded(membership, all)) return membership;
  const { into: by, on } = consolidation;
  if (status.name === 'superseded' && status.on < on) return membership;
  if (context.asOf < on) return { ...membership, status: { name: 'active' } };
  return { ...membership, status: { name: 'superseded', on, by, stamp: stampOf(context) } };
}
