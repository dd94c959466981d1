/**
 * Merges decided anew (R-REN-6, R-MRG-2): after a payment that counts as made before them and was recorded after them.
 */

import type { CivilDate } from '../core/calendar.ts';
import { stampOf } from '../core/stamp.ts';
import { compareTexts } from '../core/text.ts';
import type { Membership, MembershipStatus } from '../memberships/membership.ts';
import type { SilentContext } from '../notices/decision-context.ts';
import { isSameTerms } from '../offers/terms.ts';
import { decideConsolidation, isSameConsolidation } from './consolidation.ts';
import { followUpgrade, isUpgraded } from './follow-upgrade.ts';

/** A merge by which a partner came to be: into itself, or earlier into one that was merged into it later. */
export type PastMerge = { into: string; from: string; on: CivilDate };

/** The merges of a partner on a day or after it, the earliest first; of one day as they were given. */
export const mergesSince = (merges: readonly PastMerge[], since: CivilDate): PastMerge[] =>
  merges.filter(({ on }) => on >= since).toSorted((a, b) => compareTexts(a.on, b.on));

/** The partner that had a membership before the merges: those through which it went are gone back. */
function ownerBefore({ partnerId, formerIds }: Membership, merges: readonly PastMerge[]): string {
  let owner = partnerId;
  for (const former of formerIds.toReversed()) {
    // Renamed at the same partner.
    if (former.partnerId === owner) continue;
    if (!merges.some(({ from }) => from === former.partnerId)) break;
    owner = former.partnerId;
  }
  return owner;
}

/** Whether two memberships came together by one of the merges only. */
export const areBroughtTogether = (a: Membership, b: Membership, merges: readonly PastMerge[]): boolean =>
  ownerBefore(a, merges) !== ownerBefore(b, merges);

/**
 * The membership without what the merges since a day made of it, in its cycle of today. With merges before that day,
 * only what brought memberships of two partners together is known to come of those since.
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
 * The memberships of a partner as they are after the merges since a day, decided anew: a payment dated before them
 * counts as made before them. What was accepted since (payments, purchases, upgrades) stays. Those that do not change
 * come back the same.
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

/**
 * An accepted upgrade; `on`: the day on which it was recorded. `isFirst`: it came before a merge of that day, as silver
 * has no part in what that merge made.
 */
type RedoneUpgrade = { on: CivilDate; gold: string; silver: string; isFirst: boolean };

function upgradesSince(all: readonly Membership[], since: CivilDate): RedoneUpgrade[] {
  return all.flatMap(({ origin, loadedOn: on, membershipId: gold }) => {
    if (origin.kind !== 'upgrade' || on < since) return [];
    const silver = all.find(({ membershipId }) => membershipId === origin.from);
    const isFirst = silver !== undefined && silver.consolidation === null && silver.covers.length === 0;
    return [{ on, gold, silver: origin.from, isFirst }];
  });
}

const isBefore = (upgrade: RedoneUpgrade, merge: PastMerge): boolean =>
  upgrade.on < merge.on || (upgrade.on === merge.on && upgrade.isFirst);

function inOrder(merges: readonly PastMerge[], upgrades: readonly RedoneUpgrade[]): (PastMerge | RedoneUpgrade)[] {
  const earliestFirst = upgrades.toSorted((a, b) => compareTexts(a.on, b.on));
  const last = merges.at(-1);
  const steps = merges.map((merge, index) => {
    const before = merges[index - 1];
    const between = earliestFirst.filter(
      (upgrade) => isBefore(upgrade, merge) && (before === undefined || !isBefore(upgrade, before)),
    );
    return [...between, merge];
  });
  return [...steps.flat(), ...earliestFirst.filter((upgrade) => last === undefined || !isBefore(upgrade, last))];
}

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
  const notYet = merges.slice(merges.indexOf(merge));
  const present = current
    .filter((membership) => isPresent(membership, merge, notYet, upgrades))
    .map((membership) => ({
      membership: asAtMerge(membership, merge, upgrades),
      isOwn: ownerBefore(membership, notYet) === merge.into,
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

/**
 * Whether one of the two partners had the membership on the day of the merge. `notYet`: the merge, and those after it.
 */
function isPresent(
  membership: Membership,
  merge: PastMerge,
  notYet: readonly PastMerge[],
  upgrades: readonly RedoneUpgrade[],
): boolean {
  const upgrade = upgrades.find(({ gold }) => gold === membership.membershipId);
  const isThere = upgrade === undefined ? membership.purchasedOn <= merge.on : isBefore(upgrade, merge);
  return isThere && [merge.into, merge.from].includes(ownerBefore(membership, notYet));
}

/** What ended after the day of the merge was active on it. */
function asAtMerge(membership: Membership, merge: PastMerge, upgrades: readonly RedoneUpgrade[]): Membership {
  const { status, membershipId } = membership;
  const end = status.name === 'expired' ? status.expiredOn : status.name === 'superseded' ? status.on : null;
  const upgrade = upgrades.find(({ silver }) => silver === membershipId);
  const isActive = upgrade === undefined ? end !== null && end > merge.on : !isBefore(upgrade, merge);
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
