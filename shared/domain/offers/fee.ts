/** What a membership costs a year. No rule and no public document says: it is configuration, and may be left out. */
import { type Level, levelRank, type Offer, type Terms } from './terms.ts';

/**
 * One currency (ISO 4217) for the whole program, so that what comes in can be added up; amounts are decimal strings.
 */
export type Fees = { currency: string; amounts: { offer: Offer; level?: Level | undefined; amount: string }[] };

export type Fee = { amount: string; currency: string };

/**
 * The annual fee of what is renewed together, which is one: that of the highest level among the terms (R-MRG-2,
 * R-MRG-4). Null: the configuration does not name it.
 */
export function feeOf(terms: readonly Terms[], fees: Fees | undefined): Fee | null {
  if (fees === undefined) return null;
  const [highest] = terms.toSorted((a, b) => levelRank(b.level) - levelRank(a.level));
  const found = fees.amounts.find(({ offer, level = null }) => offer === highest?.offer && level === highest.level);
  return found === undefined ? null : { amount: found.amount, currency: fees.currency };
}
