/** The loss of what a Learning partner may do with courseware, by the end of a membership (R-MEM-10). */
import type { CivilDate } from '../../core/calendar.ts';
import { addDays } from '../../core/calendar.ts';
import { coursewareRights } from '../../eligibility/courseware-rights.ts';
import type { StageRecord } from '../../notices/notice-state.ts';
import type { Loss } from '../../offers/losses.ts';
import type { RenewalFacts } from '../renewal-facts.ts';

/** The fact among the inputs of a notice that says that the offers of the Courseware Marketplace are lost; empty: they are not. */
export function coursewareInput(
  { membership, partner, ending }: RenewalFacts,
  { endsOn, asOf }: { endsOn: CivilDate; asOf: CivilDate },
): { courseware?: 'lost' } {
  if (ending === undefined) return {};
  const hadOffers = coursewareRights(partner, [membership], addDays(endsOn, -1)).purchase === 'partner-offers';
  const keepsOffers = coursewareRights(partner, ending.others, asOf).purchase === 'partner-offers';
  return hadOffers && !keepsOffers ? { courseware: 'lost' } : {};
}

/** The loss that a notice names, by the inputs of its record. */
export const coursewareLoss = ({ inputs }: Pick<StageRecord, 'inputs'>): Loss[] =>
  inputs.courseware === 'lost' ? [{ code: 'courseware' }] : [];
