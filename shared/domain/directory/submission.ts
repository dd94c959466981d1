/** What a month's submission makes of a listing (R-DIR-4). */
import type { Decision } from '../core/decision.ts';
import { withChange } from '../core/history.ts';
import { stampOf } from '../core/stamp.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { type BatchEntry, shownContent } from './batch-entry.ts';
import type { Listing } from './listing.ts';
import type { ListingDecision, ListingFacts } from './listing-facts.ts';
import { listingProblems } from './listing-problems.ts';
import { nextDueDate } from './next-due-date.ts';
import { withWithdrawalNotice } from './withdrawal.ts';

/**
 * Records a line of the batch in the listing, and claims the mail about a withdrawal; without a line only the next due
 * date changes.
 */
export function recordSubmission(
  facts: ListingFacts,
  entry: BatchEntry | null,
  context: DecisionContext,
): ListingDecision {
  const { listing } = facts;
  const { asOf } = context;
  if (entry === null) return { listing: { ...listing, dueOn: nextDueDate(facts, asOf, 'submit') }, decisions: [] };
  const submitted = entry.action === 'remove' ? null : { ...shownContent(entry), month: entry.month };
  const decision = batchDecision(facts, entry);
  const { what, rule, reason, inputs } = decision;
  const history = withChange(listing.history, { on: asOf, stamp: stampOf(context), what, rule, reason, inputs });
  const recorded: Listing = { ...listing, submitted, visibleOn: null, history };
  const next = entry.action === 'remove' ? withWithdrawalNotice(recorded, facts, entry, context) : recorded;
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
    inputs: { month: entry.month, ...shownContent(entry), problems },
  };
}
