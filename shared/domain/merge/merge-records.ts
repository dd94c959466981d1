/** The records of two partners, merged into one (R-MRG-1). */
import type { CivilMonth } from '../core/calendar.ts';
import { type Change, withChange } from '../core/history.ts';
import type { Stamp } from '../core/stamp.ts';
import type { KpiLedger } from '../kpi/kpi.ts';
import type { Membership } from '../memberships/membership.ts';
import { stubOf, withReferences } from '../memberships/names.ts';
import { contactKey } from '../partners/contact-key.ts';
import { type Contact, MAX_CONTACTS, MAX_DOMAINS, type OngoingMerge, type Partner } from '../partners/partner.ts';
import { withReview } from '../partners/profile-review.ts';
import { mergeReachability } from '../partners/reachability.ts';
import { ADMINS } from '../partners/recipients.ts';

/**
 * The partner that stays, with the other's domains, reviews, contacts and MCTs; repeating it changes nothing. What
 * finds no room is in its history (R-IMP-6).
 *
 * @param at the day of the merge, and the execution that does it
 */
export function mergePartnerRecords(into: Partner, from: Partner, at: Pick<Change, 'on' | 'stamp'>): Partner {
  if (into.mergedFrom.includes(from.partnerId)) return into;
  const leftOut = leftOutBy(into, from);
  const merged = {
    ...into,
    verifiedDomains: mergeDomains(into, from),
    profileReviews: from.profileReviews.reduce(withReview, into.profileReviews),
    mctCount: into.mctCount + from.mctCount,
    ...earlierProfile(into, from),
    contacts: mergeContacts(into, from),
    ...mergeReachability(into, from),
    mergedFrom: [...into.mergedFrom, from.partnerId],
  };
  if (leftOut.contacts.length + leftOut.domains.length === 0) return merged;
  const what = { what: LEFT_OUT, rule: 'R-IMP-6', reason: leftOutReason(leftOut) };
  return {
    ...merged,
    history: withChange(merged.history, { ...at, ...what, inputs: { from: from.partnerId, ...leftOut } }),
  };
}

/** The account profile that was set up first (R-MEM-10). */
function earlierProfile(into: Partner, from: Partner): Pick<Partner, 'accountProfileOn'> {
  // What is undefined is sorted to the end.
  const [first] = [into.accountProfileOn, from.accountProfileOn].toSorted();
  return first === undefined ? {} : { accountProfileOn: first };
}

const LEFT_OUT = 'left-out-by-merge';

/** What was left out when the partner `from` was merged into this one, as its history says. */
export const leftOutBefore = ({ history }: Partner, from: string): Change[] =>
  history.changes.filter(({ what, inputs }) => what === LEFT_OUT && inputs.from === from);

/** The addresses of contacts, and the domains, that find no room in a merge (R-IMP-6). */
export type LeftOut = { contacts: string[]; domains: string[] };

export function leftOutBy(into: Partner, from: Partner): LeftOut {
  const kept = mergeContacts(into, from);
  const keptDomains = new Set(mergeDomains(into, from));
  const contacts = contactsOfBoth(into.contacts, from.contacts).filter((contact) => !kept.includes(contact));
  return {
    contacts: contacts.map(({ role, email }) => `${role} ${email}`),
    domains: from.verifiedDomains.filter((domain) => !keptDomains.has(domain)),
  };
}

/** For people; the empty text if there was room for all. */
export function leftOutReason({ contacts, domains }: LeftOut): string {
  const parts = [
    ...(contacts.length > 0
      ? [`${contacts.length} contacts (at most ${MAX_CONTACTS} a partner): ${named(contacts)}`]
      : []),
    ...(domains.length > 0 ? [`${domains.length} domains (at most ${MAX_DOMAINS} a partner): ${named(domains)}`] : []),
  ];
  return parts.length === 0 ? '' : `left out by the merge: ${parts.join('; ')}`;
}

const MOST_NAMED = 5;
const named = (all: readonly string[]): string =>
  `${all.slice(0, MOST_NAMED).join(', ')}${all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : ''}`;

/** Those of the partner that stays first. */
const mergeDomains = (into: Partner, from: Partner): string[] =>
  [...new Set([...into.verifiedDomains, ...from.verifiedDomains])].slice(0, MAX_DOMAINS);

/**
 * One per role and address, those of the partner that stays first. Where these are more than a partner may have, the
 * admins who can be reached are kept first, and then whoever else can be reached (R-IMP-6).
 */
export function mergeContacts(into: Partner, from: Partner): Contact[] {
  const all = contactsOfBoth(into.contacts, from.contacts);
  const { unreachable } = mergeReachability(into, from);
  const gone = new Set(unreachable.map(({ address }) => address));
  const rank = ({ role, email }: Contact): number =>
    (gone.has(email.toLowerCase()) ? 2 : 0) + (ADMINS.includes(role) ? 0 : 1);
  const kept = new Set(all.toSorted((a, b) => rank(a) - rank(b)).slice(0, MAX_CONTACTS));
  return all.filter((contact) => kept.has(contact));
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
 * The membership at the partner that stays: the same cycle, notices and dates, under the id that it gets there. Closed
 * cycles are history and are not moved.
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
