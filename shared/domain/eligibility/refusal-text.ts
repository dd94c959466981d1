/** Why an offer cannot be bought or renewed, in the words that every refusal uses (R-MEM-4, R-REN-4). */
import { type Shortfall, shortfallsText } from '../offers/shortfall.ts';
import { type Terms, termsName } from '../offers/terms.ts';
import type { Eligibility } from './eligibility.ts';

/** "gold DevOps is not met: 1 of 4 MCT". */
export const notMetText = (terms: Terms, shortfalls: readonly Shortfall[]): string =>
  `${termsName(terms)} is not met: ${shortfallsText(shortfalls)}`;

/** `highest`: the highest level met; null: none is. */
export const highestMetText = (highest: Terms | null): string =>
  highest === null ? 'no level is met' : `the highest level met is ${termsName(highest)}`;

/** What waits for a refresh of the KPI, and what is missing whatever that brings (R-KPI-8). */
export function pendingText(
  terms: Terms,
  { decidesOn, shortfalls }: Extract<Eligibility, { state: 'pending' }>,
): string {
  const pending = `${termsName(terms)} is pending until the KPI refresh of ${decidesOn} has run`;
  return shortfalls.length === 0 ? pending : `${pending}; lacking anyway: ${shortfallsText(shortfalls)}`;
}
