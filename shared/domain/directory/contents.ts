/** What each mail about a listing says, before it is put into words (R-DIR-3, R-DIR-5). */
import type { CivilDate, CivilMonth } from '../core/calendar.ts';
import type { ListingProblem } from './listing-problem.ts';

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
