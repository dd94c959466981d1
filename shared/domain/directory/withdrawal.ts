/** The mail that a listing is withdrawn from the directory, and why (R-LIC-6). */
import { type CivilDate, monthOf } from '../core/calendar.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import type { StageRecord } from '../notices/notice-state.ts';
import { batchEntry, isSameContent, shownContent } from './batch-entry.ts';
import type { ListingDroppedContent } from './contents.ts';
import { entitledThrough } from './entitlement.ts';
import type { Listing, ShownListing } from './listing.ts';
import type { ListingFacts } from './listing-facts.ts';
import { isWithdrawalTold } from './listing-fate.ts';
import { claimListingNotice, listingDraft } from './listing-notices.ts';
import { listingProblems } from './listing-problems.ts';

type Cause = Pick<ListingDroppedContent, 'why' | 'problems'>;

/**
 * The listing with the claims of the mail that it is withdrawn by this month's batch. The same listing comes back if
 * there is nothing to tell: the mail about the end of a membership has said so, or the listing goes on at the partner
 * into which this one was merged.
 *
 * @param withdrawn what the directory has shown
 */
export function withWithdrawalNotice(
  listing: Listing,
  facts: ListingFacts,
  withdrawn: ShownListing,
  context: DecisionContext,
): Listing {
  const month = monthOf(context.asOf);
  const key = `dropped-${month}`;
  const cause = causeOf(facts, withdrawn, context.asOf);
  if (cause === null || listing.notices[key] !== undefined) return listing;
  const inputs = { ...shownContent(withdrawn), ...cause };
  const reason = `withdrawn with the batch of ${month}: ${REASONS[cause.why]}`;
  const draft = listingDraft(listing.partnerId, key, month, 'listing-dropped', 'R-LIC-6', reason, inputs);
  return claimListingNotice(listing, facts.heir?.partner ?? facts.partner, draft, context);
}

const REASONS: Record<Cause['why'], string> = {
  'not-entitled': 'no Learning membership is in force',
  incomplete: 'it is no longer complete',
  merged: 'the partner that it was merged into has a listing of its own',
};

/** Null: there is nothing to tell. */
function causeOf(facts: ListingFacts, withdrawn: ShownListing, asOf: CivilDate): Cause | null {
  const { heir } = facts;
  if (heir !== null && !isSameContent(shownContent(heir.listing.content), shownContent(withdrawn)))
    return { why: 'merged', problems: [] };
  if (heir !== null && goesOn(heir, asOf)) return null;
  const { memberships } = heir ?? facts;
  if (entitledThrough(memberships, asOf) !== null)
    return { why: 'incomplete', problems: listingProblems(heir ?? facts) };
  return isWithdrawalTold(memberships) ? null : { why: 'not-entitled', problems: [] };
}

/** Whether a listing is in the directory, or comes into it with this month's batch. */
const goesOn = (facts: ListingFacts, asOf: CivilDate): boolean => {
  const entry = batchEntry(facts, asOf);
  return entry === null ? facts.listing.submitted !== null : entry.action !== 'remove';
};

/** The content of the mail, from the inputs of its record. */
export function droppedContent({ partner, heir }: ListingFacts, record: StageRecord): ListingDroppedContent {
  const { displayName, url, why, problems } = record.inputs as ShownListing & Cause;
  const { partnerId, name: partnerName } = heir?.partner ?? partner;
  const withdrawnOn = record.decidedOn;
  return { kind: 'listing-dropped', partnerId, partnerName, displayName, url, withdrawnOn, why, problems };
}
