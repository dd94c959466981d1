/** Memberships that a partner cannot hold twice (R-MEM-5, R-MEM-6). */
import { type CivilDate, windowOf } from '../core/calendar.ts';
import type { Refusal } from '../core/decision.ts';
import { allTerms, anniversary, type Membership } from '../memberships/membership.ts';
import { payableThrough } from '../memberships/order.ts';
import { isBought, isInForce } from '../memberships/status.ts';
import { isHeldOnce, isSameTerms, levelRank, type Terms, termsName } from '../offers/terms.ts';

/**
 * Why terms cannot be bought beside the memberships in force and the orders that can still be paid; null: they can.
 *
 * @param on the day of the purchase, at or before `asOf`: what was in force on either day counts
 */
export function holdingRefusal(
  terms: Terms,
  others: readonly Membership[],
  on: CivilDate,
  asOf: CivilDate,
): Refusal | null {
  const { memberships, orders } = heldOn(others, on, asOf);
  const refuse = (rule: string, reason: string, { membershipId, terms: held }: Membership): Refusal => ({
    rule,
    reason,
    inputs: { membershipId, terms: held, on, asOf },
  });
  const pack = [...memberships, ...orders].find((other) => isSecondPack(terms, other.terms));
  if (pack !== undefined)
    return refuse('R-MEM-6', `one ${termsName(terms)} per partner: ${describeHolding(pack)}`, pack);
  const duplicate = duplicateRefusal(terms, others, on, asOf);
  if (duplicate !== null) return duplicate;
  const silver = memberships.find((other) => levelAbove(other.terms, terms) < 0);
  if (silver === undefined) return null;
  return refuse('R-MEM-5', `${describeHolding(silver)}: upgrade-to-gold raises it, enrol does not`, silver);
}

/**
 * Why terms cannot be had a second time, at the same level or a higher one; null: the partner does not have them on
 * either day.
 */
export function duplicateRefusal(
  terms: Terms,
  others: readonly Membership[],
  on: CivilDate,
  asOf: CivilDate,
): Refusal | null {
  const { memberships, orders } = heldOn(others, on, asOf);
  for (const other of [...memberships, ...orders]) {
    const held = allTerms(other).find((each) => levelAbove(each, terms) >= 0);
    if (held === undefined) continue;
    const inputs = { membershipId: other.membershipId, terms: other.terms, held, on, asOf };
    return { rule: 'R-MEM-1', reason: `the partner has it already: ${describeHolding(other, held)}`, inputs };
  }
  return null;
}

/**
 * Why a renewal cannot come down to these terms: the partner had such a pack on the day of the payment, and would have
 * two (R-MEM-6). Null: it can.
 */
export function secondPackRefusal(terms: Terms, others: readonly Membership[], paidOn: CivilDate): Refusal | null {
  const pack = withSuccessors(others).find((other) => isSecondPack(terms, other.terms) && wasInForce(other, paidOn));
  if (pack === undefined) return null;
  const reason = `one ${termsName(terms)} per partner: ${describeHolding(pack)}`;
  return { rule: 'R-MEM-6', reason, inputs: { membershipId: pack.membershipId, terms: pack.terms, paidOn } };
}

/** The memberships in force on either day, and the orders that can still be paid. */
const heldOn = (others: readonly Membership[], on: CivilDate, asOf: CivilDate) => ({
  memberships: withSuccessors(others).filter((other) => isHeld(other, on, asOf)),
  orders: others.filter((other) => isPayable(other, asOf)),
});

/** The memberships with their successors, which may not be items of their own yet. */
export const withSuccessors = (memberships: readonly Membership[]): Membership[] =>
  memberships.flatMap((membership) =>
    membership.successor === null ? [membership] : [membership, membership.successor],
  );

/** A second Action Pack, or a second LAP. */
const isSecondPack = (terms: Terms, other: Terms): boolean => isHeldOnce(terms) && other.offer === terms.offer;

/** How many levels the other terms are above these, for the same competency and Learning option; NaN for any other. */
function levelAbove(other: Terms, terms: Terms): number {
  const isSame =
    terms.offer === 'competency' &&
    other.offer === 'competency' &&
    other.competency === terms.competency &&
    other.learningOption === terms.learningOption;
  return isSame ? levelRank(other.level) - levelRank(terms.level) : Number.NaN;
}

const isPayable = ({ status }: Membership, asOf: CivilDate): boolean =>
  status.name === 'ordered' && asOf <= payableThrough(status.createdOn);

const isHeld = (membership: Membership, on: CivilDate, asOf: CivilDate): boolean =>
  isInForce(membership, asOf) || wasInForce(membership, on);

/** Whether a membership was in force on a day, whatever its status is now. */
export function wasInForce(membership: Membership, on: CivilDate): boolean {
  const { status, purchasedOn } = membership;
  if (!isBought(membership) || on < purchasedOn || on > windowOf(anniversary(membership)).closes) return false;
  return status.name !== 'superseded' || on < status.on;
}

/** `held`: which of the terms that it is renewed for. */
function describeHolding({ membershipId, terms, status, ...dates }: Membership, held: Terms = terms): string {
  const covered = isSameTerms(held, terms) ? '' : `, and renewed for ${termsName(held)}`;
  const name = `${membershipId} (${termsName(terms)}${covered})`;
  if (status.name === 'ordered') return `${name} is ordered, and payable through ${payableThrough(status.createdOn)}`;
  return `${name} is in force through ${windowOf(anniversary(dates)).closes}`;
}
