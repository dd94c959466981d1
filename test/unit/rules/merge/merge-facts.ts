import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import { date, membership } from '../support.ts';

/** A membership with an anniversary on a day: bought a year before. */
export const pack = (membershipId: string, ad: string, fields: Partial<Membership> = {}): Membership =>
  membership({ membershipId, purchasedOn: date(`${Number(ad.slice(0, 4)) - 1}${ad.slice(4)}`), cycle: 1, ...fields });

export const competency = (name: string, level: 'silver' | 'gold' = 'silver'): Terms => ({
  offer: 'competency',
  competency: name,
  level,
  learningOption: false,
});
