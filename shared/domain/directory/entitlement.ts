import type { CivilDate } from '../core/calendar.ts';
import { allTerms, type Membership } from '../memberships/membership.ts';
import { isInForce, lastDayInForce } from '../memberships/status.ts';
import { isLearning } from '../offers/terms.ts';

/**
 * The last day on which the partner may be listed: the last day in force of its Learning memberships; null: none is in
 * force (R-DIR-1).
 */
export function entitledThrough(memberships: Membership[], asOf: CivilDate): CivilDate | null {
  const ends = memberships
    .filter((membership) => allTerms(membership).some(isLearning) && isInForce(membership, asOf))
    .map(lastDayInForce);
  return ends.toSorted().at(-1) ?? null;
}
