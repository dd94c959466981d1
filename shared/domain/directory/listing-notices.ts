/** The notices about a listing: what is missing before the submission, and that it is visible (R-DIR-3, R-DIR-5). */
import { type CivilMonth, monthOf, publicationDay } from '../core/calendar.ts';
import { withChange } from '../core/history.ts';
import { claimNotices, claimUnreachableAlert, type NoticeDraft } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import type { StageRecord } from '../notices/notice-state.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import { shownContent } from './batch-entry.ts';
import { entitledThrough } from './entitlement.ts';
import type { Listing } from './listing.ts';
import type { ListingDecision, ListingFacts } from './listing-facts.ts';
import { listingProblems } from './listing-problems.ts';
import { nextDueDate, type Phase } from './next-due-date.ts';

/** A week before the submission: an incomplete listing's admins are told what is missing, once a month (R-DIR-3). */
export function decideReminder(facts: ListingFacts, context: DecisionContext): ListingDecision {
  const month = monthOf(context.asOf);
  const problems = listingProblems(facts);
  const entitled = entitledThrough(facts.memberships, context.asOf) !== null;
  const key = `incomplete-${month}`;
  if (problems.length === 0 || !entitled || facts.listing.notices[key])
    return withNextDueDate(facts, context, 'remind');
  const of = listingDraft(facts, key, month, 'listing-incomplete', 'R-DIR-3', 'the listing is incomplete', {
    problems,
  });
  return claimListingNotice(facts, of, context, 'remind');
}

/** On the 7th of the following month the batch's listings become visible, and their admins are told (R-DIR-5). */
export function decidePublication(facts: ListingFacts, context: DecisionContext): ListingDecision {
  const { listing } = facts;
  const { submitted } = listing;
  if (submitted === null || listing.visibleOn !== null || context.asOf < publicationDay(submitted.month))
    return withNextDueDate(facts, context, 'publish');
  const visible = { ...facts, listing: { ...listing, visibleOn: context.asOf } };
  const reason = `submitted in the batch of ${submitted.month}`;
  const of = listingDraft(facts, `visible-${submitted.month}`, submitted.month, 'listing-visible', 'R-DIR-5', reason, {
    ...shownContent(submitted),
  });
  return claimListingNotice(visible, of, context, 'publish');
}

function withNextDueDate(facts: ListingFacts, context: DecisionContext, phase: Phase): ListingDecision {
  return { listing: { ...facts.listing, dueOn: nextDueDate(facts, context.asOf, phase) }, decisions: [] };
}

/** Months of a listing's notices that are kept: it is told something at most twice a month. */
const RECORDS_KEPT = 24;

function claimListingNotice(
  facts: ListingFacts,
  of: NoticeDraft,
  context: DecisionContext,
  phase: Phase,
): ListingDecision {
  const recipients = recipientsOf(facts.partner, ADMINS);
  const record = recipients.length > 0 ? claimNotices(of, recipients, context) : claimUnreachableAlert(of, context);
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

function listingDraft(
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
