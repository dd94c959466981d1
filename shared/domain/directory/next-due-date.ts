/** When a phase of the directory submission next has something to do for a listing. */
import { addDays, type CivilDate, publicationDay } from '../core/calendar.ts';
import { hasOpenNotices } from '../notices/ledger.ts';
import { batchEntry } from './batch-entry.ts';
import { entitledThrough } from './entitlement.ts';
import type { Listing } from './listing.ts';
import type { ListingFacts } from './listing-facts.ts';
import { listingProblems } from './listing-problems.ts';
import { untoldListingNotice } from './undelivered-alert.ts';

export const PHASES = ['remind', 'submit', 'publish'] as const;

export type Phase = (typeof PHASES)[number];

/**
 * The next day on which a phase has something to do for a listing, after `phase` has handled it on `asOf`: the day of
 * its publication, the day after its entitlement ends, or, while it is incomplete, the next phase. Null: none.
 */
export function nextDueDate(facts: ListingFacts, asOf: CivilDate, phase: Phase): CivilDate | null {
  const { listing } = facts;
  if (hasOpenNotices(listing.notices) || untoldListingNotice(listing.notices) !== null) return asOf;
  const through = entitledThrough(facts.memberships, asOf);
  const dates: CivilDate[] = [];
  if (listing.submitted !== null && listing.visibleOn === null) dates.push(publicationDay(listing.submitted.month));
  if (listing.submitted !== null && through !== null) dates.push(addDays(through, 1));
  const hasChanges = phase === 'submit' ? listingProblems(facts).length > 0 : batchEntry(facts, asOf) !== null;
  if (listing.submitted !== null && (through === null || hasChanges)) dates.push(nextPhaseDate(listing, asOf, phase));
  if (listing.submitted === null && through !== null) dates.push(nextPhaseDate(listing, asOf, phase));
  return dates.toSorted()[0] ?? null;
}

/**
 * When a phase has to look at an unfinished listing again. A submission is over for the month: the day after, so that
 * the same run does not take the listing up twice. The other phases do not postpone its due date: a submission may
 * follow on the same day.
 */
function nextPhaseDate({ dueOn }: Listing, asOf: CivilDate, phase: Phase): CivilDate {
  if (phase === 'submit') return addDays(asOf, 1);
  return dueOn !== null && dueOn < asOf ? dueOn : asOf;
}
