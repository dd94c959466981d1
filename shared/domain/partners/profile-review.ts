/** The review of the company profile before a renewal (R-ROLE-3, R-REN-1). */
import { type CivilDate, daysBetween } from '../core/calendar.ts';
import type { Partner, Role } from './partner.ts';

/** Who may review the profile (R-ROLE-3). */
export const REVIEWERS: readonly Role[] = ['global-admin', 'account-admin'];

/** Several are kept: a payment recorded late is judged by the reviews of the day on which it was made (R-REN-6). */
const REVIEWS_KEPT = 12;

type Reviews = Pick<Partner, 'profileReviews'>;

/** The last review at or before a day. */
export function lastReview(partner: Reviews, on: CivilDate): CivilDate | null {
  return partner.profileReviews.filter((review) => review <= on).at(-1) ?? null;
}

/** Whether the profile was reviewed on `on` or in the `maxAgeDays` days before it, both ends inclusive. */
export function isReviewed(partner: Reviews, on: CivilDate, maxAgeDays: number): boolean {
  const last = lastReview(partner, on);
  return last !== null && daysBetween(last, on) <= maxAgeDays;
}

/** The reviews with one more; a repeated review changes nothing. */
export function withReview(reviews: readonly CivilDate[], reviewedOn: CivilDate): CivilDate[] {
  return [...new Set([...reviews, reviewedOn])].sort().slice(-REVIEWS_KEPT);
}
