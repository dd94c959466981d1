/**
 * The loss of what a Learning partner may do with courseware: by the end of a membership, a renewal at another level,
 * or without trainers (R-MEM-10).
 */
import type { CivilDate } from '../../core/calendar.ts';
import { addDays } from '../../core/calendar.ts';
import { coursewareRights } from '../../eligibility/courseware-rights.ts';
import type { Membership } from '../../memberships/membership.ts';
import type { StageRecord } from '../../notices/notice-state.ts';
import type { Loss } from '../../offers/losses.ts';
import type { Partner } from '../../partners/partner.ts';
import type { RenewalFacts } from '../renewal-facts.ts';

/**
 * The fact among the inputs of a notice that says that the offers of the Courseware Marketplace are lost; empty: they
 * are not.
 */
export function coursewareInput(
  { membership, partner, ending }: RenewalFacts,
  { endsOn, asOf }: { endsOn: CivilDate; asOf: CivilDate },
): { courseware?: 'lost' } {
  if (ending === undefined) return {};
  const hadOffers = hasOffers(partner, [membership], addDays(endsOn, -1));
  return hadOffers && !hasOffers(partner, ending.others, asOf) ? { courseware: 'lost' } : {};
}

/** The same of a renewal: `renewed` is the membership at the level at which it goes on. */
export function coursewareInputOfRenewal(
  { membership, partner, others }: RenewalFacts,
  renewed: Membership,
  asOf: CivilDate,
): { courseware?: 'lost' } {
  if (others === undefined || !hasOffers(partner, [membership], asOf)) return {};
  return hasOffers(partner, [renewed, ...others], asOf) ? {} : { courseware: 'lost' };
}

const hasOffers = (partner: Partner, memberships: readonly Membership[], on: CivilDate): boolean =>
  coursewareRights(partner, memberships, on).purchase === 'partner-offers';

/**
 * The day on which the last trainer went, from which courseware is not delivered outside the organisation; null: it is,
 * or never was.
 */
export function deliveryLostOn({ partner, membership }: RenewalFacts, asOf: CivilDate): CivilDate | null {
  const { since: offersSince, delivery } = coursewareRights(partner, [membership], asOf);
  if (delivery.isAllowed || delivery.since === null || offersSince === null) return null;
  // Without the offers both are lost on one day.
  return delivery.since > offersSince ? delivery.since : null;
}

/** The loss that a notice names, by the inputs of its record. */
export const coursewareLoss = ({ inputs }: Pick<StageRecord, 'inputs'>): Loss[] =>
  inputs.courseware === 'lost' ? [{ code: 'courseware' }] : [];
