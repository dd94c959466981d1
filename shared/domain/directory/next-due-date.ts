/** When a phase of the directory submission next has something to do for a listing. */
import { addDays, type CivilDate, publicationDay } from '../core/calendar.ts';
import { hasOpenNotices } from '../notices/ledger.ts';
import { batchEntry } from './batch-entry.ts';
import { entitledThrough } from './entitlement.ts';
import type { Listing } from './listing.ts';
import type { ListingFacts } from './listing-facts.ts';
import { listingProblems } from './listing-problems.ts';

export const PHASES = ['remind', 'submit', 'publish'] as const;

export type Phase = (typeof PHASES)[number];

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
  if (listing.submitted !== null && (through === null || changes)) dates.push(nextPhaseDate(listing, asOf, phase));
  if (listing.submitted === null && through !== null) dates.push(nextPhaseDate(listing, asOf, phase));
  return dates.toSorted()[0] ?? null;
}

/**
 * When to look again at what no phase is done with. Not from a later day of the same run on: it would come round once more.
 * A submission is over for the month; the other phases leave it as due as it was, for a submission on the same day.
 */
function nextPhaseDate({ dueOn }: Listing, asOf: CivilDate, phase: Phase): CivilDate {
  if (phase === 'submit') return addDays(asOf, 1);
  return dueOn !== null && dueOn < asOf ? dueOn : asOf;
}
