/** The two notices about a listing: that it is incomplete (R-DIR-3), and that it is visible (R-DIR-5). */
import { type CivilMonth, monthOf, publicationDay } from '../core/calendar.ts';
import { claimNoticesOrAlert, type NoticeDraft } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { forgetRecords } from '../notices/limits/forget-records.ts';
import type { Partner } from '../partners/partner.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import { shownContent } from './batch-entry.ts';
import { entitledThrough } from './entitlement.ts';
import type { Listing } from './listing.ts';
import type { ListingDecision, ListingFacts } from './listing-facts.ts';
import { listingProblems } from './listing-problems.ts';
import { nextDueDate, type Phase } from './next-due-date.ts';

/**
 * Claims, once a month and a week before the submission, the notice that says what an incomplete listing lacks
 * (R-DIR-3).
 */
export function decideReminder(facts: ListingFacts, context: DecisionContext): ListingDecision {
  const month = monthOf(context.asOf);
  const problems = listingProblems(facts);
  const isEntitled = entitledThrough(facts.memberships, context.asOf) !== null;
  const key = `incomplete-${month}`;
  if (problems.length === 0 || !isEntitled || facts.listing.notices[key])
    return withNextDueDate(facts, context, 'remind');
  const { partnerId } = facts.listing;
  const draft = listingDraft(partnerId, key, month, 'listing-incomplete', 'R-DIR-3', 'the listing is incomplete', {
    problems,
  });
  return decideListingNotice(facts, draft, context, 'remind');
}

/** Makes a submitted listing visible on the 7th of the following month, and claims the notice about it (R-DIR-5). */
export function decidePublication(facts: ListingFacts, context: DecisionContext): ListingDecision {
  const { listing } = facts;
  const { submitted } = listing;
  if (submitted === null || listing.visibleOn !== null || context.asOf < publicationDay(submitted.month))
    return withNextDueDate(facts, context, 'publish');
  const visible = { ...facts, listing: { ...listing, visibleOn: context.asOf } };
  const reason = `submitted in the batch of ${submitted.month}`;
  const inputs = { ...shownContent(submitted) };
  const { month } = submitted;
  const draft = listingDraft(
    listing.partnerId,
    `visible-${month}`,
    month,
    'listing-visible',
    'R-DIR-5',
    reason,
    inputs,
  );
  return decideListingNotice(visible, draft, context, 'publish');
}

function withNextDueDate(facts: ListingFacts, context: DecisionContext, phase: Phase): ListingDecision {
  return { listing: { ...facts.listing, dueOn: nextDueDate(facts, context.asOf, phase) }, decisions: [] };
}

/** Records kept in a listing's ledger: at most three are added a month, and few partners get more than one. */
const RECORDS_KEPT = 24;

/** The listing with a notice claimed for the admins of `partner`. */
export function claimListingNotice(
  listing: Listing,
  partner: Partner,
  draft: NoticeDraft,
  context: DecisionContext,
): Listing {
  const record = claimNoticesOrAlert(draft, recipientsOf(partner, ADMINS), context);
  return forgetRecords({ ...listing, notices: { ...listing.notices, [draft.key]: record } }, RECORDS_KEPT);
}

function decideListingNotice(
  facts: ListingFacts,
  draft: NoticeDraft,
  context: DecisionContext,
  phase: Phase,
): ListingDecision {
  const listing = claimListingNotice(facts.listing, facts.partner, draft, context);
  return {
    listing: { ...listing, dueOn: nextDueDate({ ...facts, listing }, context.asOf, phase) },
    decisions: [
      {
        what: draft.kind,
        partnerId: draft.partnerId,
        membershipId: null,
        cycle: null,
        stage: null,
        rule: listing.notices[draft.key]?.rule ?? draft.rule,
        reason: draft.reason,
        inputs: draft.inputs,
      },
    ],
  };
}

export function listingDraft(
  partnerId: string,
  key: string,
  month: CivilMonth,
  kind: NoticeDraft['kind'],
  rule: string,
  reason: string,
  inputs: Record<string, unknown>,
): NoticeDraft {
  return { partnerId, subject: 'listing', period: month, key, stage: null, kind, rule, reason, inputs };
}
