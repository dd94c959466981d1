/** The records of two partners, merged into one (R-MRG-1). */
import type { CivilMonth } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';
import type { KpiLedger } from '../kpi/kpi.ts';
import type { Membership } from '../memberships/membership.ts';
import { stubOf, withReferences } from '../memberships/names.ts';
import { contactKey } from '../partners/contact-key.ts';
import { type Contact, MAX_CONTACTS, type OngoingMerge, type Partner } from '../partners/partner.ts';
import { withReview } from '../partners/profile-review.ts';
import { mergeReachability } from '../partners/reachability.ts';
import { type Skills, withFigure } from '../people/skills.ts';

/** The partner that stays, with the other's domains, reviews, contacts and MCTs; repeating it changes nothing. */
export function mergePartnerRecords(into: Partner, from: Partner): Partner {
  if (into.mergedFrom.includes(from.partnerId)) return into;
  return {
    ...into,
    verifiedDomains: [...new Set([...into.verifiedDomains, ...from.verifiedDomains])],
    profileReviews: from.profileReviews.reduce(withReview, into.profileReviews),
    mctCount: into.mctCount + from.mctCount,
    contacts: mergeContacts(into.contacts, from.contacts),
    ...mergeReachability(into, from),
    mergedFrom: [...into.mergedFrom, from.partnerId],
  };
}

/** One per role and address, those of the partner that stays first; no more than a partner may have (R-IMP-6). */
export function mergeContacts(into: readonly Contact[], from: readonly Contact[]): Contact[] {
  return contactsOfBoth(into, from).slice(0, Math.max(into.length, MAX_CONTACTS));
}

/** How many contacts of the merged partner find no room. */
export function contactsLeftOut(into: readonly Contact[], from: readonly Contact[]): number {
  return contactsOfBoth(into, from).length - mergeContacts(into, from).length;
}

function contactsOfBoth(into: readonly Contact[], from: readonly Contact[]): Contact[] {
  const existing = new Set(into.map(contactKey));
  return [...into, ...from.filter((contact) => !existing.has(contactKey(contact)))];
}

/** Addresses of both, compared case-insensitively. */
export function sharedAddresses(into: readonly Contact[], from: readonly Contact[]): string[] {
  const existing = new Set(into.map(({ email }) => email.toLowerCase()));
  return [...new Set(from.map(({ email }) => email.toLowerCase()))].filter((address) => existing.has(address));
}

/** The merged partner as it is left: its history, and a reference to the partner that stays. */
export function tombstone(from: Partner, { into, since }: OngoingMerge): Partner {
  return { ...from, merge: null, mergedInto: { partnerId: into, on: since } };
}

/**
 * The membership at the partner that stays: the same cycle, notices and dates, under the id that it gets there. Closed cycles are history
 * and are not moved.
 *
 * @param ids the new id of each membership of the merged partner (R-MRG-5)
 */
export function movedMembership(
  membership: Membership,
  ids: ReadonlyMap<string, string>,
  { into, mergeId, since }: OngoingMerge,
): Membership {
  const { partnerId, membershipId } = membership;
  const idOf = (id: string) => ids.get(id) ?? id;
  return {
    ...withReferences(membership, idOf),
    partnerId: into,
    membershipId: idOf(membershipId),
    movedFrom: { partnerId, mergeId, on: since },
    formerIds: [...membership.formerIds, { partnerId, membershipId }],
  };
}

/** The membership as it is left at the merged partner: it refers to the moved one, and is never due. */
export function movedStub(
  membership: Membership,
  ids: ReadonlyMap<string, string>,
  { into, since }: OngoingMerge,
  stamp: Stamp,
): Membership {
  const { membershipId } = membership;
  return stubOf(membership, { partnerId: into, membershipId: ids.get(membershipId) ?? membershipId }, since, stamp);
}

/** The KPI ledger of both, with newly summed `months`. Months published for either of them stay published (R-KPI-8). */
export function mergeKpiLedgers(into: KpiLedger, from: KpiLedger, months: KpiLedger['months']): KpiLedger {
  const latest = (a: CivilMonth | null, b: CivilMonth | null) => (a === null || (b !== null && b > a) ? b : a);
  const dates = [into.refreshOn, from.refreshOn].filter((date) => date !== null).toSorted();
  const publishedThrough = latest(into.publishedThrough, from.publishedThrough);
  return { ...into, months, publishedThrough, dirty: false, refreshOn: dates[0] ?? null };
}

/** The figures of both; of two for the same day that of the partner that stays counts. */
export const mergeFigures = (into: Skills['figures'], from: Skills['figures']): Skills['figures'] =>
  into.reduce(withFigure, [...from]);
