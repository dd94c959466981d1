/** What the phases of directory-submission do with a listing (R-DIR). */

import type { ProgramConfig } from '../../domain/config/program-config.ts';
import { monthOf } from '../../domain/core/calendar.ts';
import { type BatchEntry, batchEntry } from '../../domain/directory/batch-entry.ts';
import type { Listing } from '../../domain/directory/listing.ts';
import type { ListingDecision, ListingFacts } from '../../domain/directory/listing-facts.ts';
import { decidePublication, decideReminder } from '../../domain/directory/listing-notices.ts';
import { nextDueDate } from '../../domain/directory/next-due-date.ts';
import { recordSubmission } from '../../domain/directory/submission.ts';
import type { DecisionContext } from '../../domain/notices/decision-context.ts';
import { GIVEN_UP, withGivenUpAlert } from '../../domain/notices/giving-up.ts';
import { newClaims, openNotices } from '../../domain/notices/ledger.ts';
import type { Ledger } from '../../domain/notices/notice-state.ts';
import { countUncertain, countUnsettled, resumeNotices } from '../../domain/notices/settling.ts';
import { WriteConflict } from '../../errors.ts';
import type { ObjectStore } from '../../lambda/object-store.ts';
import type { NoticeContent } from '../../mail/compose/notice-content.ts';
import { type Claim, deliver, previewEmail } from '../../mail/deliver.ts';
import type { Stored } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { type ItemOutcome, NOTHING_DONE, type PageCall, type Sweep } from '../../sweep/page.ts';
import { skipIfMerging } from '../../sweep/skip-if-merging.ts';
import {
  countPostponed,
  deliveryLine,
  givenUpLines,
  itemResult,
  uncertainLines,
  withDeliveries,
} from '../deliveries/delivery-report.ts';
import { listingContent } from '../deliveries/listing-content.ts';
import type { MailingDeps } from '../deliveries/mailing-deps.ts';
import type { StoredListing } from '../reads/listings.ts';
import { readListings } from '../reads/listings.ts';
import { recordItemFailure } from './record-item-failure.ts';

type DirectoryDeps = MailingDeps & { config: ProgramConfig; reports: ObjectStore };

export function directorySweep(deps: DirectoryDeps): Sweep<StoredListing> {
  const { store, config, reports } = deps;
  return {
    workflow: 'directory-submission',
    table: store.table,
    reports,
    read: (keys) => readListings(store, config, keys),
    keysOf: async (partnerId) => [store.listings.key({ partnerId })],
    keyOf: ({ stored }) => store.listings.key(stored.value),
    act: (item, call) => actOnListing(item, call, deps),
    policy: config,
    recordFailure: (item, call) => recordItemFailure(item, call, deps),
  };
}

async function actOnListing(item: StoredListing, call: PageCall, deps: DirectoryDeps): Promise<ItemOutcome> {
  const { dueOn } = item.stored.value;
  if (dueOn === null || dueOn > call.run.asOf) return NOTHING_DONE;
  const { partner } = item.facts;
  const alone = skipIfMerging(partner, { partnerId: partner.partnerId, membershipId: null, cycle: null }, call);
  if (alone !== null) return alone;
  if (call.mode === 'sweep' && call.run.phase === 'submit') return submitListing(item, call, deps);
  return sendListingNotices(item, call, deps);
}

/**
 * The month's line of a listing. The line is written first, once: interrupted and run again, the same line is found, and the
 * batch is made once (R-DIR-4). After the batch's file is written, a listing waits for the next month (R-DIR-3).
 */
async function submitListing(
  { stored, facts }: StoredListing,
  call: PageCall,
  deps: DirectoryDeps,
): Promise<ItemOutcome> {
  const { asOf, runId, startedAt, dryRun } = call.run;
  // Nothing is sent in this phase; but what an earlier phase or a mail event left open is settled after it.
  const open = openNotices(stored.value.notices).length;
  const left = { ...NOTHING_DONE, unsettled: dryRun ? 0 : open };
  if ((await deps.store.batches.get({ month: monthOf(asOf) })) !== null) return left;
  const wanted = batchEntry(facts, asOf);
  const entry = wanted === null || dryRun ? wanted : await createBatchEntry(deps.store, wanted);
  const { listing, decisions } = recordSubmission(facts, entry, asOf, { at: startedAt, runId });
  if (!dryRun) await deps.store.listings.replace(stored, listing);
  return { ...left, result: entry === null ? 'skipped' : 'acted', lines: decisions };
}

async function createBatchEntry(store: Store, entry: BatchEntry): Promise<BatchEntry> {
  try {
    return (await store.batchEntries.create(entry)).value;
  } catch (error) {
    if (!(error instanceof WriteConflict)) throw error;
    return (await store.batchEntries.get(entry))?.value ?? entry;
  }
}

/** The reminder or the publication, and whatever an earlier run left open. */
async function sendListingNotices(
  { stored, facts }: StoredListing,
  call: PageCall,
  deps: DirectoryDeps,
): Promise<ItemOutcome> {
  const { asOf, runId, startedAt, dryRun } = call.run;
  const before = stored.value;
  const context = { asOf, runId, startedAt, now: call.settling.now, operators: deps.operators };
  const notices = withOperatorAlert(
    before,
    resumeNotices(before.notices, () => true, call.settling),
    context,
  );
  const open: ListingFacts = { ...facts, listing: { ...before, notices } };
  const decision =
    call.mode === 'settle' || isMergedAway(facts) ? noDecision(open) : decideBy(call.run.phase, open, context);
  const claims = newClaims(before.notices, decision.listing.notices);
  const after: ListingFacts = { ...facts, listing: decision.listing };
  const contentOf = (claim: Claim) => listingContent(after, claim, asOf);
  if (dryRun) return previewOutcome(decision, claims, contentOf, deps);
  if (isSameListing(before, decision.listing)) return { ...NOTHING_DONE, unsettled: countUnsettled(before.notices) };
  const saved = await deps.store.listings.replace(stored, decision.listing);
  const deliveries = await deliver(claims, contentOf, asOf, deps.post);
  const end =
    deliveries.length === 0 ? saved.value : await recordListingDeliveries(deps.store, saved, facts, call, deliveries);
  const subject = { partnerId: before.partnerId, membershipId: null, cycle: null };
  const lost = givenUpLines(subject, before.notices, end.notices);
  return {
    ...NOTHING_DONE,
    result: itemResult(deliveries, decision.decisions.length > 0, call.mode, lost.length),
    unsettled: countUnsettled(end.notices) + countPostponed(deliveries, call.mode),
    uncertain: Math.max(0, countUncertain(end.notices) - countUncertain(before.notices)),
    lines: [
      ...decision.decisions,
      ...lost,
      ...deliveries.map((delivery) => deliveryLine(subject, delivery)),
      ...uncertainLines(subject, before.notices, end.notices),
    ],
  };
}

/** The operators are told, by the same write, of what is given up. */
function withOperatorAlert({ partnerId, notices }: Listing, after: Ledger, context: DecisionContext): Ledger {
  const period = monthOf(context.asOf);
  return withGivenUpAlert(notices, after, `${GIVEN_UP}-${period}`, { partnerId, subject: 'listing', period }, context);
}

/** Merged into another partner: its listing is withdrawn, and nobody is told of it any more (R-MRG-1). */
const isMergedAway = ({ partner }: ListingFacts): boolean => partner.mergedInto !== null;

const noDecision = ({ listing }: ListingFacts): ListingDecision => ({ listing, decisions: [] });

function decideBy(phase: PageCall['run']['phase'], facts: ListingFacts, context: Parameters<typeof decideReminder>[1]) {
  if (phase === 'remind') return decideReminder(facts, context);
  if (phase === 'publish') return decidePublication(facts, context);
  return noDecision(facts);
}

function isSameListing(before: Listing, after: Listing): boolean {
  return before.notices === after.notices && before.dueOn === after.dueOn && before.visibleOn === after.visibleOn;
}

const WRITES = 5;

/** Outcomes of sent mails survive a concurrent `set-listing`. */
async function recordListingDeliveries(
  store: Store,
  saved: Stored<Listing>,
  facts: ListingFacts,
  call: PageCall,
  deliveries: Awaited<ReturnType<typeof deliver>>,
): Promise<Listing> {
  let current: Stored<Listing> | null = saved;
  for (let attempt = 1; current !== null; attempt += 1) {
    const told = { ...current.value, notices: withDeliveries(current.value.notices, deliveries) };
    const dueOn = nextDueDate({ ...facts, listing: told }, call.run.asOf, call.run.phase ?? 'submit');
    try {
      return (await store.listings.replace(current, { ...told, dueOn })).value;
    } catch (error) {
      if (!(error instanceof WriteConflict) || attempt === WRITES) throw error;
      current = await store.listings.get({ partnerId: saved.value.partnerId });
    }
  }
  return saved.value;
}

function previewOutcome(
  decision: ListingDecision,
  claims: Claim[],
  contentOf: (claim: Claim) => NoticeContent,
  deps: DirectoryDeps,
): ItemOutcome {
  const subject = { partnerId: decision.listing.partnerId, membershipId: null, cycle: null };
  const lines = claims.map((claim) => {
    const email = previewEmail(claim, contentOf, deps.post);
    return {
      ...deliveryLine(subject, { claim, state: null, email, problem: null, isPostponed: false }),
      what: 'notice-would-be-sent',
    };
  });
  return { ...NOTHING_DONE, result: claims.length > 0 ? 'acted' : 'skipped', lines: [...decision.decisions, ...lines] };
}
