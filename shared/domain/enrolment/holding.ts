/** Memberships that a partner cannot hold twice (R-MEM-5, R-MEM-6). */
import { type CivilDate, windowOf } from '../core/calendar.ts';
import type { Refusal } from '../core/decision.ts';
import { allTerms, anniversary, type Membership } from '../memberships/membership.ts';
import { payableThrough } from '../memberships/order.ts';
import { isBought, isInForce } from '../memberships/status.ts';
import { levelRank, type Terms, termsName } from '../offers/terms.ts';

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
  const memberships = withSuccessors(others).filter((other) => isHeld(other, on, asOf));
  const orders = others.filter((other) => isPayable(other, asOf));
  const inputs = (other: Membership) => ({ membershipId: other.membershipId, terms: other.terms, on, asOf });
  const refuse = (rule: string, reason: string, other: Membership): Refusal => ({
    rule,
    reason,
    inputs: inputs(other),
  });
  const pack = [...memberships, ...orders].find((other) => isSecondPack(terms, other.terms));
  if (pack !== undefined) return refuse('R-MEM-6', `one Action Pack per partner: ${describeHolding(pack)}`, pack);
  const duplicate = [...memberships, ...orders].find((other) =>
    allTerms(other).some((each) => levelAbove(each, terms) >= 0),
  );
  if (duplicate !== undefined)
    return refuse('R-MEM-1', `the partner has it already: ${describeHolding(duplicate)}`, duplicate);
  const silver = memberships.find((other) => levelAbove(other.terms, terms) < 0);
  if (silver === undefined) return null;
  return refuse('R-MEM-5', `${describeHolding(silver)}: upgrade-to-gold raises it, enrol does not`, silver);
}

/** The memberships with their successors, which may not be items of their own yet. */
export const withSuccessors = (memberships: readonly Membership[]): Membership[] =>
  memberships.flatMap((membership) =>
    membership.successor === null ? [membership] : [membership, membership.successor],
  );

const isSecondPack = (terms: Terms, other: Terms): boolean =>
  terms.offer === 'action-pack' && other.offer === 'action-pack';

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

function describeHolding({ membershipId, terms, status, ...dates }: Membership): string {
  const name = `${membershipId} (${termsName(terms)})`;
  if (status.name === 'ordered') return `${name} is ordered, and payable through ${payableThrough(status.createdOn)}`;
  return `${name} is in force through ${windowOf(anniversary(dates)).closes}`;
}
