/**
 * The submission of a listing: its line in the batch of the month, and the mail about a withdrawal (R-DIR-3, R-DIR-4,
 * R-LIC-6).
 */
import { monthOf } from '../../domain/core/calendar.ts';
import { type BatchEntry, batchEntry } from '../../domain/directory/batch-entry.ts';
import type { ListingDecision } from '../../domain/directory/listing-facts.ts';
import { recordSubmission } from '../../domain/directory/submission.ts';
import { countUntold } from '../../domain/directory/undelivered-alert.ts';
import { newClaims, openNotices } from '../../domain/notices/ledger.ts';
import { type Claim, deliver } from '../../mail/deliver.ts';
import type { Store } from '../../store/store.ts';
import { type ItemOutcome, NOTHING_DONE, type PageCall } from '../../sweep/sweep.ts';
import { deliveryOutcome, previewLines } from '../deliveries/delivery-outcome.ts';
import { listingContent } from '../deliveries/listing-content.ts';
import type { MailingDeps } from '../deliveries/mailing-deps.ts';
import { recordListingAnswers } from '../deliveries/record-listing-answers.ts';
import type { StoredListing } from '../reads/listings.ts';

/**
 * The line is created before the listing says that it was submitted: interrupted and run again, the same line is found
 * (R-DIR-4). Once the batch's file is written, a listing waits for the next month (R-DIR-3).
 */
export async function submitListing(item: StoredListing, call: PageCall, deps: MailingDeps): Promise<ItemOutcome> {
  const { facts } = item;
  const { asOf, runId, startedAt, dryRun } = call.run;
  // What an earlier phase or a mail event left open is settled after this one.
  const open = openNotices(facts.listing.notices).length;
  const outcome = { ...NOTHING_DONE, unsettled: dryRun ? 0 : open };
  if ((await deps.store.batches.get({ month: monthOf(asOf) })) !== null) return outcome;
  const decidedEntry = batchEntry(facts, asOf);
  const entry = decidedEntry === null || dryRun ? decidedEntry : await createBatchEntry(deps.store, decidedEntry);
  const context = { asOf, runId, startedAt, now: call.settling.now, operators: deps.operators };
  const decision = recordSubmission(facts, entry, context);
  if (dryRun) return { ...outcome, result: resultOf(entry), lines: preview(item, decision, call, deps) };
  return saveAndSend(item, decision, { ...outcome, result: resultOf(entry) }, call, deps);
}

const resultOf = (entry: BatchEntry | null): ItemOutcome['result'] => (entry === null ? 'skipped' : 'acted');

const subjectOf = ({ facts }: StoredListing) => ({
  partnerId: facts.listing.partnerId,
  membershipId: null,
  cycle: null,
});

function preview(item: StoredListing, { listing, decisions }: ListingDecision, { run }: PageCall, deps: MailingDeps) {
  const claims = newClaims(item.facts.listing.notices, listing.notices);
  const contentOf = (claim: Claim) => listingContent({ ...item.facts, listing }, claim, run.asOf);
  return [...decisions, ...previewLines(subjectOf(item), claims, contentOf, deps.post)];
}

async function saveAndSend(
  item: StoredListing,
  { listing, decisions }: ListingDecision,
  outcome: ItemOutcome,
  call: PageCall,
  { store, post }: MailingDeps,
): Promise<ItemOutcome> {
  const { stored, facts } = item;
  const { asOf } = call.run;
  const saved = await store.listings.replace(stored, listing);
  const claims = newClaims(stored.value.notices, listing.notices);
  if (claims.length === 0) return { ...outcome, lines: decisions };
  const contentOf = (claim: Claim) => listingContent({ ...facts, listing }, claim, asOf);
  const deliveries = await deliver(claims, contentOf, asOf, post);
  const after = await recordListingAnswers(store, saved, facts, { asOf, phase: 'submit' }, deliveries);
  const ledgers = { before: stored.value.notices, after: after.notices };
  const sent = deliveryOutcome(subjectOf(item), decisions, ledgers, deliveries, call.mode);
  return { ...sent, unsettled: sent.unsettled + countUntold(after.notices) };
}

/** The line of the batch: this one, or the one that an earlier attempt created. */
async function createBatchEntry({ batchEntries }: Store, entry: BatchEntry): Promise<BatchEntry> {
  if ((await batchEntries.createIfAbsent(entry)) === null) return entry;
  return (await batchEntries.get(entry))?.value ?? entry;
}
