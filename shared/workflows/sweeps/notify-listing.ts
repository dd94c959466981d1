/**
 * The notices about a listing: the reminder before the submission, the notice when it is visible (R-DIR).
 *
 *   decide ─► conditional write (claims) ─► send ─► conditional write (answers)
 */
import { monthOf } from '../../domain/core/calendar.ts';
import type { Listing } from '../../domain/directory/listing.ts';
import type { ListingDecision, ListingFacts } from '../../domain/directory/listing-facts.ts';
import { decidePublication, decideReminder } from '../../domain/directory/listing-notices.ts';
import { countUntold, withUndeliveredListingAlert } from '../../domain/directory/undelivered-alert.ts';
import type { DecisionContext } from '../../domain/notices/decision-context.ts';
import { GIVEN_UP, withGivenUpAlert } from '../../domain/notices/giving-up.ts';
import { newClaims } from '../../domain/notices/ledger.ts';
import type { Ledger } from '../../domain/notices/notice-state.ts';
import { countUnsettled, resumeNotices } from '../../domain/notices/settling.ts';
import { type Claim, deliver } from '../../mail/deliver.ts';
import { type ItemOutcome, NOTHING_DONE, type PageCall } from '../../sweep/sweep.ts';
import { deliveryOutcome, previewLines } from '../deliveries/delivery-outcome.ts';
import { listingContent } from '../deliveries/listing-content.ts';
import type { MailingDeps } from '../deliveries/mailing-deps.ts';
import { recordListingAnswers } from '../deliveries/record-listing-answers.ts';
import type { StoredListing } from '../reads/listings.ts';

/** Sends what the phase decides, and whatever an earlier run left open. */
export async function notifyListing(
  { stored, facts }: StoredListing,
  call: PageCall,
  { store, post, operators }: MailingDeps,
): Promise<ItemOutcome> {
  const { asOf, runId, startedAt, dryRun } = call.run;
  const phase = call.run.phase ?? 'submit';
  const before = stored.value;
  const context = { asOf, runId, startedAt, now: call.settling.now, operators };
  const { listing, decisions } = decide(facts, call, context);
  const claims = newClaims(before.notices, listing.notices);
  const contentOf = (claim: Claim) => listingContent({ ...facts, listing }, claim, asOf);
  const subject = { partnerId: before.partnerId, membershipId: null, cycle: null };
  if (dryRun) {
    const lines = [...decisions, ...previewLines(subject, claims, contentOf, post)];
    return { ...NOTHING_DONE, result: claims.length > 0 ? 'acted' : 'skipped', lines };
  }
  if (isSameListing(before, listing)) return { ...NOTHING_DONE, unsettled: countUnsettled(before.notices) };
  const saved = await store.listings.replace(stored, listing);
  const deliveries = await deliver(claims, contentOf, asOf, post);
  const after =
    deliveries.length === 0
      ? saved.value
      : await recordListingAnswers(store, saved, facts, { asOf, phase }, deliveries);
  const ledgers = { before: before.notices, after: after.notices };
  const outcome = deliveryOutcome(subject, decisions, ledgers, deliveries, call.mode);
  return { ...outcome, unsettled: outcome.unsettled + countUntold(after.notices) };
}

/**
 * What was left open is resumed first, then the phase decides; in settling, and after a merge, nothing new is decided.
 */
function decide(facts: ListingFacts, call: PageCall, context: DecisionContext): ListingDecision {
  const { notices } = facts.listing;
  const resumed = resumeNotices(notices, () => true, call.settling);
  const listing = { ...facts.listing, notices: withOperatorAlert(facts.listing, resumed, context) };
  if (call.mode === 'settle' || isMergedAway(facts)) return { listing, decisions: [] };
  return decidePhase(call.run.phase, { ...facts, listing }, context);
}

/**
 * The same write that gives up a notice claims the alert about it to the operators; so is one claimed of a mail that
 * reached nobody.
 */
function withOperatorAlert(listing: Listing, after: Ledger, context: DecisionContext): Ledger {
  const { partnerId, notices: before } = listing;
  const period = monthOf(context.asOf);
  const subject = { partnerId, subject: 'listing', period };
  const notices = withGivenUpAlert(before, after, `${GIVEN_UP}-${period}`, subject, context);
  return withUndeliveredListingAlert({ ...listing, notices }, context);
}

/** Merged into another partner: its listing is withdrawn, and nobody gets notices about it any more (R-MRG-1). */
const isMergedAway = ({ partner }: ListingFacts): boolean => partner.mergedInto !== null;

function decidePhase(phase: PageCall['run']['phase'], facts: ListingFacts, context: DecisionContext): ListingDecision {
  if (phase === 'remind') return decideReminder(facts, context);
  if (phase === 'publish') return decidePublication(facts, context);
  return { listing: facts.listing, decisions: [] };
}

function isSameListing(before: Listing, after: Listing): boolean {
  return before.notices === after.notices && before.dueOn === after.dueOn && before.visibleOn === after.visibleOn;
}
