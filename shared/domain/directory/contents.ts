/** The contents of the mails about a listing, before they are put into words (R-DIR-3, R-DIR-5). */
import { type CivilDate, type CivilMonth, submissionDay } from '../core/calendar.ts';
import type { Partner } from '../partners/partner.ts';
import type { Listing } from './listing.ts';
import type { ListingFacts } from './listing-facts.ts';
import type { ListingProblem } from './listing-problem.ts';
import { listingProblems } from './listing-problems.ts';

export type ListingIncompleteContent = {
  kind: 'listing-incomplete';
  partnerId: string;
  partnerName: string;
  month: CivilMonth;
  /** The day of this month's submission. */
  submissionOn: CivilDate;
  problems: ListingProblem[];
};

export type ListingVisibleContent = {
  kind: 'listing-visible';
  partnerId: string;
  partnerName: string;
  displayName: string;
  url: string;
  visibleOn: CivilDate;
};

/** A listing is withdrawn from the directory (R-LIC-6). */
export type ListingDroppedContent = {
  kind: 'listing-dropped';
  partnerId: string;
  partnerName: string;
  /** As the directory has shown it. */
  displayName: string;
  url: string;
  /** The day of the batch that withdraws it. */
  withdrawnOn: CivilDate;
  /** `merged`: the partner that it was merged into has another listing. */
  why: 'not-entitled' | 'incomplete' | 'merged';
  /** What it lacks; empty unless it is incomplete. */
  problems: ListingProblem[];
};

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
