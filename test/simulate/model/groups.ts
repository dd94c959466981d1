/** Who leads whom, and how that follows when something happens to one of a group (R-MRG-7, R-REN-6). */
import { type Day, day } from './dates.ts';
import { consolidate, isInForceOn, mergesOf, rootOf } from './merges.ts';
import {
  anniversary,
  isInForce,
  isSameTerms,
  type Membership,
  type Merge,
  type Partner,
  type Program,
  termsOf,
  type Upgrade,
} from './program.ts';

/** What has its place now: its upgrade, or what it was renewed with. */
export function placeTaker(m: Membership): Membership {
  if (m.superseded === null) return m;
  const next = m.gold ?? m.consolidation?.into;
  return next === undefined ? m : placeTaker(next);
}

/** What goes on in the place of one that has ended, and when it is renewed, to be compared; null: nothing does. */
export function placeTakerText(m: Membership, on: Day): string | null {
  const next = placeTaker(m);
  if (m.superseded === null || !isInForce(next, on)) return null;
  const terms = [next, ...next.covers].map((each) => JSON.stringify(termsOf(each))).sort();
  return JSON.stringify([next.id, anniversary(next), terms]);
}

/** The one that a membership is renewed with and that covers it, as long as it is in force; null: none. */
export function coveredBy(m: Membership): Membership | null {
  if (m.consolidation === null || m.gold !== null) return null;
  const leader = placeTaker(m.consolidation.into);
  const isCovering = leader.superseded === null && !leader.expired && leader.covers.some((c) => isSameTerms(c, m));
  return isCovering ? leader : null;
}

/** Gold renews what silver was to renew, and silver leaves the group that it was in. */
export function followUpgrade(all: readonly Membership[], { silver, gold, on }: Upgrade): void {
  if (gold.closed.length === 0) gold.covers = silver.covers;
  for (const m of all)
    if (m.consolidation?.into === silver && m.consolidation.on >= on)
      m.consolidation = { ...m.consolidation, into: gold };
  if (silver.consolidation === null) return;
  const leader = placeTaker(silver.consolidation.into);
  const stay = all.filter((m) => m !== silver && m.gold === null && m.consolidation?.into === leader);
  if (!stay.some((m) => isSameTerms(m, silver)))
    leader.covers = leader.covers.filter((terms) => !isSameTerms(terms, silver));
}

/** The partner that had a membership before some merges, the last ones that there were. */
export function ownerBefore(m: Membership, merges: readonly Merge[]): Partner {
  return merges.reduceRight(
    (owner, { into, from }) => (owner === into && m.former.some(({ partner }) => partner === from) ? from : owner),
    m.partner,
  );
}

/** The merges of a partner on a day or after it. */
export const mergesSince = (program: Program, partner: Partner, since: Day): Merge[] =>
  mergesOf(program, partner).filter(({ on }) => on >= since);

/** A membership as if the merges since a day had not been; another one that ends by them does not end. */
export function forget(program: Program, m: Membership, since: Day): void {
  const merges = mergesSince(program, m.partner, since);
  if (merges.every(({ on }) => day(m.purchased) > on)) return;
  const isEvery = merges.length === mergesOf(program, m.partner).length;
  const others = program.memberships.filter(
    (other) => other.partner === m.partner && (isEvery || ownerBefore(other, merges) !== ownerBefore(m, merges)),
  );
  m.covers = isEvery ? [] : m.covers.filter((terms) => !others.some((other) => isSameTerms(other, terms)));
  const { consolidation } = m;
  if (consolidation === null || !others.includes(consolidation.into)) return;
  if (m.superseded === consolidation.on && m.gold === null) m.superseded = null;
  m.consolidation = null;
}

/**
 * The merges are decided anew with a payment that counts as made before them (R-REN-6), and what was upgraded since
 * follows again.
 */
export function redo(program: Program, partner: Partner, since: Day, today: Day): void {
  if (mergesSince(program, partner, since).length === 0) return;
  const all = program.memberships.filter((m) => m.partner === partner);
  const events = program.events.filter(
    (event) => event.on >= since && rootOf(event.what === 'merge' ? event.into : event.gold.partner) === partner,
  );
  for (const m of all) forget(program, m, since);
  for (const event of events)
    if (event.what === 'upgrade' && event.gold.closed.length === 0)
      Object.assign(event.gold, { covers: [], consolidation: null });
  for (const [index, event] of events.entries())
    if (event.what === 'upgrade') followUpgrade(all, event);
    else remerge(all, event, events.slice(index));
  for (const m of all) {
    if (m.consolidation === null || m.gold !== null || today < m.consolidation.on) continue;
    m.superseded = Math.min(m.consolidation.on, m.superseded ?? m.consolidation.on);
    m.expired = false;
  }
}

/** Among what there was on that day. @param notYet the merge, and what came after it */
function remerge(all: readonly Membership[], { into, from, on }: Merge, notYet: readonly (Merge | Upgrade)[]): void {
  const merges = notYet.filter((event) => event.what === 'merge');
  const upgrades = notYet.filter((event) => event.what === 'upgrade');
  const present = all.filter(
    (m) =>
      [into, from].includes(ownerBefore(m, merges)) &&
      !upgrades.some(({ gold }) => gold === m) &&
      (upgrades.some(({ silver }) => silver === m) ? on <= anniversary(m) + 30 : isInForceOn(m, on)),
  );
  const own = present.filter((m) => ownerBefore(m, merges) === into);
  consolidate(present, own, on);
}
