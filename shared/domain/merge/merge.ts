/** The merge of two partners into one global account (R-MRG). */
import { Temporal } from 'temporal-polyfill';
import { MAX_BENEFITS } from '../benefits/benefit.ts';
import type { CivilMonth } from '../core/calendar.ts';
import type { Refusal } from '../core/decision.ts';
import { NO_HISTORY } from '../core/history.ts';
import { withSuccessors } from '../enrolment/holding.ts';
import { type InvoiceLine, isSameLine, type KpiLedger } from '../kpi/kpi.ts';
import type { Membership } from '../memberships/membership.ts';
import { openNotices } from '../notices/ledger.ts';
import type { Ledger } from '../notices/notice-state.ts';
import type { Contact, MergeState, OngoingMerge, Partner } from '../partners/partner.ts';
import { withReview } from '../partners/profile-review.ts';
import { type Skills, withFigure } from '../people/skills.ts';

/** Why nobody else acts on a partner now: it is being merged (R-MRG-3), or it is another one (R-MRG-1). Null: it is free. */
export function mergeRefusal({ merge, mergedInto }: Pick<MergeState, 'merge' | 'mergedInto'>): Refusal | null {
  if (mergedInto !== null) {
    const { partnerId, on } = mergedInto;
    return { rule: 'R-MRG-1', reason: `merged into ${partnerId} on ${on}`, inputs: { mergedInto: partnerId, on } };
  }
  if (merge === null) return null;
  const { into, from, since } = merge;
  const reason = `being merged since ${since}, ${from} into ${into}: once that is done, it can be tried again`;
  return { rule: 'R-MRG-3', reason, inputs: { into, from, since } };
}

/** Something that stands in the way of a merge: nothing is moved before an operator has mended it. */
export type Conflict = Refusal & {
  code: 'merging' | 'merged' | 'unreadable' | 'membership' | 'invoice-line' | 'benefit';
};

export type MergePair = Pick<OngoingMerge, 'into' | 'from'>;

const isOf = (merge: OngoingMerge, { into, from }: MergePair): boolean => merge.into === into && merge.from === from;

/** Whether a merge of these two has been begun, and not come to its end. */
export const isMergeUnderWay = ({ merge }: Partner, pair: MergePair): boolean => merge !== null && isOf(merge, pair);

/** Whether it was done before, to its end: a merge is irreversible, and asking for it again changes nothing. */
export const isMergeDone = (into: Partner, from: Partner): boolean =>
  from.mergedInto?.partnerId === into.partnerId &&
  !isMergeUnderWay(into, { into: into.partnerId, from: from.partnerId });

/** What another merge of one of the two has to do with this one. */
export function partnerConflicts(into: Partner, from: Partner): Conflict[] {
  const pair = { into: into.partnerId, from: from.partnerId };
  return [into, from].flatMap((partner): Conflict[] => {
    if (isMergeUnderWay(partner, pair)) return [];
    // Its own tombstone: the merge was stopped before its last write.
    const isOwn = partner === from && from.mergedInto?.partnerId === into.partnerId;
    const refusal = isOwn ? null : mergeRefusal(partner);
    if (refusal === null) return [];
    const code = partner.mergedInto === null ? 'merging' : 'merged';
    return [{ ...refusal, code, reason: `${partner.partnerId} is ${refusal.reason}` }];
  });
}

/** Ids that would no longer name one membership. What the same merge has copied already is the same membership. */
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

/** A line of both with other values (R-KPI-10); with the same values it counts once. Null: no conflict. */
export function lineConflict(into: InvoiceLine, from: InvoiceLine): Conflict | null {
  if (isSameLine(into, from)) return null;
  const { invoiceNumber, line } = from;
  const reason = `line ${line} of invoice ${invoiceNumber} says something else at ${into.partnerId} than at ${from.partnerId}`;
  return { code: 'invoice-line', rule: 'R-KPI-10', reason, inputs: { invoiceNumber, line, into, from } };
}

/** Tokens of one id and other content: a token is activated once (R-LIC-2). */
export function benefitConflicts(into: readonly Entry[], from: readonly Entry[]): Conflict[] {
  const known = new Map(into.map((entry) => [entry.tokenId, entry]));
  const all = mergeBenefits(into, from).length;
  const reason = `together they have ${all} benefits: at most ${MAX_BENEFITS} for a partner`;
  const tooMany: Conflict[] = all > MAX_BENEFITS ? [{ code: 'benefit', rule: 'R-LIC-1', reason, inputs: { all } }] : [];
  const same = from
    .filter((entry) => known.has(entry.tokenId) && !isSameEntry(known.get(entry.tokenId), entry))
    .map(
      ({ tokenId }): Conflict => ({
        code: 'benefit',
        rule: 'R-LIC-2',
        reason: `both have a benefit ${tokenId}, and they are not the same`,
        inputs: { tokenId },
      }),
    );
  return [...same, ...tooMany];
}

type Entry = { tokenId: string };
const isSameEntry = (a: Entry | undefined, b: Entry): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The benefits of both, each once (R-MRG-1: they stay as they are). */
export function mergeBenefits<Benefit extends Entry>(into: readonly Benefit[], from: readonly Benefit[]): Benefit[] {
  const known = new Set(into.map(({ tokenId }) => tokenId));
  return [...into, ...from.filter(({ tokenId }) => !known.has(tokenId))];
}

/** The partner that stays, with what the other one brings; a second time changes nothing. */
export function mergePartnerRecords(into: Partner, from: Partner): Partner {
  if (into.mergedFrom.includes(from.partnerId)) return into;
  const addresses = new Set(into.unreachable.map(({ address }) => address));
  return {
    ...into,
    verifiedDomains: [...new Set([...into.verifiedDomains, ...from.verifiedDomains])],
    profileReviews: from.profileReviews.reduce(withReview, into.profileReviews),
    mctCount: into.mctCount + from.mctCount,
    contacts: mergeContacts(into.contacts, from.contacts),
    unreachable: [...into.unreachable, ...from.unreachable.filter(({ address }) => !addresses.has(address))],
    mergedFrom: [...into.mergedFrom, from.partnerId],
  };
}

const contactKey = ({ role, email }: Contact): string => `${role} ${email.toLowerCase()}`;

/** One per role and address, those of the partner that stays first. */
export function mergeContacts(into: readonly Contact[], from: readonly Contact[]): Contact[] {
  const known = new Set(into.map(contactKey));
  return [...into, ...from.filter((contact) => !known.has(contactKey(contact)))];
}

/** Addresses of both, compared case-insensitively. */
export function sharedAddresses(into: readonly Contact[], from: readonly Contact[]): string[] {
  const known = new Set(into.map(({ email }) => email.toLowerCase()));
  return [...new Set(from.map(({ email }) => email.toLowerCase()))].filter((address) => known.has(address));
}

/** What is left of the partner that is no more: its history, and where it went on. */
export function tombstone(from: Partner, { into, since }: OngoingMerge): Partner {
  return { ...from, merge: null, mergedInto: { partnerId: into, on: since } };
}

/** The membership as it is at the partner that stays: the same cycle, notices and days. Closed cycles are history, and stay. */
export function movedMembership(membership: Membership, { into, mergeId, since }: OngoingMerge): Membership {
  const movedFrom = { partnerId: membership.partnerId, mergeId, on: since };
  return { ...membership, partnerId: into, movedFrom };
}

/** What is left of it: it leads to the copy, and is due for nobody. */
export function movedStub(membership: Membership, { into, since }: OngoingMerge): Membership {
  const nothing = { override: null, standing: null, evaluateOn: null, notices: {}, history: NO_HISTORY };
  return { ...membership, status: { name: 'moved', to: into, on: since }, ...nothing };
}

/** A call to the mail service may be under way for so long; then it has had its answer, or never gets one. */
const ANSWERED_WITHIN_SECONDS = 120;

/** Whether somebody may still be sending a notice. `now`: instant. */
export function isBeingSent(ledger: Ledger, now: string): boolean {
  const answered = Temporal.Instant.from(now).subtract({ seconds: ANSWERED_WITHIN_SECONDS });
  return openNotices(ledger).some(({ entry: { state } }) => {
    return state.status === 'claimed' && Temporal.Instant.compare(state.claimedAt, answered) > 0;
  });
}

/** The KPI of both, as `months` sums them anew: what a refresh has published for either of them is not waited for again (R-KPI-8). */
export function mergeKpiLedgers(into: KpiLedger, from: KpiLedger, months: KpiLedger['months']): KpiLedger {
  const later = (a: CivilMonth | null, b: CivilMonth | null) => (a === null || (b !== null && b > a) ? b : a);
  const dates = [into.refreshOn, from.refreshOn].filter((date) => date !== null).toSorted();
  const publishedThrough = later(into.publishedThrough, from.publishedThrough);
  return { ...into, months, publishedThrough, dirty: false, refreshOn: dates[0] ?? null };
}

/** The figures of both; of two of the same day that of the partner that stays counts. */
export const mergeFigures = (into: Skills['figures'], from: Skills['figures']): Skills['figures'] =>
  into.reduce(withFigure, [...from]);
