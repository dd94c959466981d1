/** The monthly batch of the Learning Partner directory (R-DIR). */

import type { ProgramConfig } from '../config/program-config.ts';
import { addDays, type CivilDate, type CivilMonth, monthOf, publicationDay, submissionDay } from '../core/calendar.ts';
import type { Decision } from '../core/decision.ts';
import { withChange } from '../core/history.ts';
import type { Stamp } from '../core/stamp.ts';
import { allTerms, isInForce, lastDayInForce, type Membership } from '../memberships/membership.ts';
import { hasOpenNotices } from '../notices/ledger.ts';
import type { StageRecord } from '../notices/notice-state.ts';
import {
  claimNobodyToTellAlert,
  claimNotices,
  type DecisionContext,
  type NoticeDraft,
} from '../notices/stage-record.ts';
import { isLearning } from '../offers/terms.ts';
import type { Partner } from '../partners/partner.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import type { ListingIncompleteContent, ListingVisibleContent } from './contents.ts';
import type { Listing, ListingContent, ShownListing } from './listing.ts';
import type { ListingProblem } from './listing-problem.ts';
import { asciiUrl, urlRefusal } from './listing-url.ts';

export const PHASES = ['remind', 'submit', 'publish'] as const;
export type Phase = (typeof PHASES)[number];

export type BatchAction = 'add' | 'update' | 'remove';
/** A line of a month's batch. */
export type BatchEntry = ShownListing & { partnerId: string; month: CivilMonth; action: BatchAction };

export type ListingFacts = {
  listing: Listing;
  partner: Partner;
  memberships: Membership[];
  config: Pick<ProgramConfig, 'microsoftHosts'>;
};

export type ListingDecision = { listing: Listing; decisions: Decision[] };

/** Everything that keeps a listing from being complete (R-DIR-1, R-DIR-2). */
export function listingProblems({ listing, partner, config }: ListingFacts): ListingProblem[] {
  const { content } = listing;
  return [
    ...(content.displayName.trim() === '' ? [{ code: 'name-missing' as const }] : []),
    ...(content.country === '' ? [{ code: 'country-missing' as const }] : []),
    ...urlProblems(listing, partner, config),
    ...attestationsMissing(content),
  ];
}

function urlProblems(listing: Listing, partner: Partner, config: ListingFacts['config']): ListingProblem[] {
  const { url } = listing.content;
  if (url.trim() === '') return [{ code: 'url-missing' }];
  const reason = urlRefusal(url, partner.verifiedDomains, config.microsoftHosts);
  if (reason !== null) return [{ code: 'url-refused', url, reason }];
  return listing.holdsUrl ? [] : [{ code: 'url-refused', url, reason: 'used-by-another-partner' }];
}

function attestationsMissing(content: ListingContent): ListingProblem[] {
  const statements = [
    ['about-partner-only', content.aboutPartnerOnly],
    ['no-competitors', content.noCompetitors],
    ['owned-by-partner', content.ownedByPartner],
  ] as const;
  return statements.filter(([, attested]) => !attested).map(([statement]) => ({ code: 'not-attested', statement }));
}

/** The last day on which the partner may be listed: that of its last Learning membership's window; null: not at all (R-DIR-1). */
export function entitledThrough(memberships: Membership[], asOf: CivilDate): CivilDate | null {
  const ends = memberships
    .filter((membership) => allTerms(membership).some(isLearning) && isInForce(membership, asOf))
    .map(lastDayInForce);
  return ends.toSorted().at(-1) ?? null;
}

/** What this month's batch says of a listing, or null if nothing changes (R-DIR-3, R-DIR-4). */
export function batchEntry(facts: ListingFacts, asOf: CivilDate): BatchEntry | null {
  const { listing } = facts;
  const belongs = entitledThrough(facts.memberships, asOf) !== null && listingProblems(facts).length === 0;
  const identity = { partnerId: listing.partnerId, month: monthOf(asOf) };
  if (!belongs) return listing.submitted && { ...identity, ...shown(listing.submitted), action: 'remove' };
  if (listing.submitted === null) return { ...identity, ...shown(listing.content), action: 'add' };
  return sameShown(shown(listing.content), shown(listing.submitted))
    ? null
    : { ...identity, ...shown(listing.content), action: 'update' };
}

const shown = ({ displayName, country, url }: ShownListing): ShownListing => ({
  displayName,
  country,
  url: asciiUrl(url),
});
const sameShown = (a: ShownListing, b: ShownListing): boolean =>
  a.displayName === b.displayName && a.country === b.country && a.url === b.url;

/** The listing after its line in a batch; a removed one is in the directory no more. */
export function recordSubmission(
  facts: ListingFacts,
  entry: BatchEntry | null,
  asOf: CivilDate,
  stamp: Stamp | null = null,
): ListingDecision {
  const { listing } = facts;
  if (entry === null) return { listing: { ...listing, dueOn: nextDueDate(facts, asOf, 'submit') }, decisions: [] };
  const submitted = entry.action === 'remove' ? null : { ...shown(entry), month: entry.month };
  const decision = batchDecision(facts, entry);
  const { what, rule, reason, inputs } = decision;
  const history = withChange(listing.history, { on: asOf, stamp, what, rule, reason, inputs });
  const next: Listing = { ...listing, submitted, visibleOn: null, history };
  return {
    listing: { ...next, dueOn: nextDueDate({ ...facts, listing: next }, asOf, 'submit') },
    decisions: [decision],
  };
}

function batchDecision(facts: ListingFacts, entry: BatchEntry): Decision {
  const problems = listingProblems(facts);
  const reasons = {
    add: 'complete and entitled',
    update: 'its content changed since the last batch',
    remove: problems.length === 0 ? 'no Learning membership in force' : 'no longer complete',
  };
  return {
    what: `listing-${entry.action}`,
    partnerId: entry.partnerId,
    membershipId: null,
    cycle: null,
    stage: null,
    rule: entry.action === 'remove' ? 'R-DIR-1' : 'R-DIR-4',
    reason: reasons[entry.action],
    inputs: { month: entry.month, ...shown(entry), problems },
  };
}

/**
 * The next day on which a phase has something to do for a listing, after `phase` has looked at it on `asOf`: its
 * publication, the end of its entitlement, or, as long as it is incomplete, every phase.
 */
export function nextDueDate(facts: ListingFacts, asOf: CivilDate, phase: Phase): CivilDate | null {
  const { listing } = facts;
  if (hasOpenNotices(listing.notices)) return asOf;
  const through = entitledThrough(facts.memberships, asOf);
  const dates: CivilDate[] = [];
  if (listing.submitted !== null && listing.visibleOn === null) dates.push(publicationDay(listing.submitted.month));
  if (listing.submitted !== null && through !== null) dates.push(addDays(through, 1));
  const changes = phase === 'submit' ? listingProblems(facts).length > 0 : batchEntry(facts, asOf) !== null;
  if (listing.submitted !== null && (through === null || changes)) dates.push(nextLook(listing, asOf, phase));
  if (listing.submitted === null && through !== null) dates.push(nextLook(listing, asOf, phase));
  return dates.toSorted()[0] ?? null;
}

/**
 * When to look again at what no phase is done with. Not from a later day of the same run on: it would come round once more.
 * A submission is over for the month; the other phases leave it as due as it was, for a submission on the same day.
 */
function nextLook({ dueOn }: Listing, asOf: CivilDate, phase: Phase): CivilDate {
  if (phase === 'submit') return addDays(asOf, 1);
  return dueOn !== null && dueOn < asOf ? dueOn : asOf;
}

/** A week before the submission: an incomplete listing's admins are told what is missing, once a month (R-DIR-3). */
export function decideReminder(facts: ListingFacts, context: DecisionContext): ListingDecision {
  const month = monthOf(context.asOf);
  const problems = listingProblems(facts);
  const entitled = entitledThrough(facts.memberships, context.asOf) !== null;
  const key = `incomplete-${month}`;
  if (problems.length === 0 || !entitled || facts.listing.notices[key]) return unchanged(facts, context, 'remind');
  const of = listingRecord(facts, key, month, 'listing-incomplete', 'R-DIR-3', 'the listing is incomplete', {
    problems,
  });
  return told(facts, of, context, 'remind');
}

/** On the 7th of the following month the batch's listings become visible, and their admins are told (R-DIR-5). */
export function decidePublication(facts: ListingFacts, context: DecisionContext): ListingDecision {
  const { listing } = facts;
  const { submitted } = listing;
  if (submitted === null || listing.visibleOn !== null || context.asOf < publicationDay(submitted.month))
    return unchanged(facts, context, 'publish');
  const visible = { ...facts, listing: { ...listing, visibleOn: context.asOf } };
  const reason = `submitted in the batch of ${submitted.month}`;
  const of = listingRecord(facts, `visible-${submitted.month}`, submitted.month, 'listing-visible', 'R-DIR-5', reason, {
    ...shown(submitted),
  });
  return told(visible, of, context, 'publish');
}

function unchanged(facts: ListingFacts, context: DecisionContext, phase: Phase): ListingDecision {
  return { listing: { ...facts.listing, dueOn: nextDueDate(facts, context.asOf, phase) }, decisions: [] };
}

/** Months of a listing's notices that are kept: it is told something at most twice a month. */
const RECORDS_KEPT = 24;

function told(facts: ListingFacts, of: NoticeDraft, context: DecisionContext, phase: Phase): ListingDecision {
  const recipients = recipientsOf(facts.partner, ADMINS);
  const record = recipients.length > 0 ? claimNotices(of, recipients, context) : claimNobodyToTellAlert(of, context);
  const listing = withRecord(facts.listing, of.key, record);
  return {
    listing: { ...listing, dueOn: nextDueDate({ ...facts, listing }, context.asOf, phase) },
    decisions: [
      {
        what: of.kind,
        partnerId: of.partnerId,
        membershipId: null,
        cycle: null,
        stage: null,
        rule: record.rule,
        reason: of.reason,
        inputs: of.inputs,
      },
    ],
  };
}

/** The oldest records become lines of the listing's history. */
function withRecord(listing: Listing, key: string, record: StageRecord): Listing {
  const all = [...Object.entries(listing.notices), [key, record] as const];
  const kept = all.slice(-RECORDS_KEPT);
  const history = all
    .slice(0, -RECORDS_KEPT)
    .reduce((before, [, old]) => withChange(before, changeOf(old)), listing.history);
  return { ...listing, notices: Object.fromEntries(kept), history };
}

function changeOf({ decidedOn, at, runId, rule, reason, inputs, notices }: StageRecord) {
  const told = notices.map(({ noticeId, to, state: { status } }) => ({ noticeId, to, status }));
  const stamp = at === null ? null : { at, runId };
  const what = `notice ${notices[0]?.kind}`;
  return { on: decidedOn, stamp, what, rule, reason, inputs: { ...inputs, runId, notices: told } };
}

function listingRecord(
  facts: ListingFacts,
  key: string,
  month: CivilMonth,
  kind: NoticeDraft['kind'],
  rule: string,
  reason: string,
  inputs: Record<string, unknown>,
): NoticeDraft {
  const { partnerId } = facts.listing;
  return { partnerId, subject: 'listing', period: month, key, stage: null, kind, rule, reason, inputs };
}

export function incompleteContent(facts: ListingFacts, month: CivilMonth): ListingIncompleteContent {
  return {
    kind: 'listing-incomplete',
    partnerId: facts.partner.partnerId,
    partnerName: facts.partner.name,
    month,
    submissionOn: submissionDay(month),
    problems: listingProblems(facts),
  };
}

export function visibleContent(listing: Listing, partner: Partner): ListingVisibleContent {
  const { submitted, visibleOn } = listing;
  if (submitted === null || visibleOn === null) throw new Error(`the listing of ${partner.partnerId} is not visible`);
  const { displayName, url } = submitted;
  return {
    kind: 'listing-visible',
    partnerId: partner.partnerId,
    partnerName: partner.name,
    displayName,
    url,
    visibleOn,
  };
}
