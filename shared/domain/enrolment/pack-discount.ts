/** The discount on an Action Pack for a partner that holds a competency (R-MEM-12). */
import type { CivilDate } from '../core/calendar.ts';
import { allTerms, type Membership } from '../memberships/membership.ts';
import type { Terms } from '../offers/terms.ts';
import { wasInForce, withSuccessors } from './holding.ts';

/** In percent; 0: none. `on`: the day of the order or purchase. */
export function packDiscount(
  { offer }: Terms,
  memberships: readonly Membership[],
  on: CivilDate,
  { actionPackDiscountPercent }: { actionPackDiscountPercent: number },
): number {
  if (offer !== 'action-pack') return 0;
  const held = withSuccessors(memberships).filter((membership) => wasInForce(membership, on));
  return held.flatMap(allTerms).some((terms) => terms.offer === 'competency') ? actionPackDiscountPercent : 0;
}
