import { addMonths, anniversaryOf, type CivilDate } from '../civil-date.ts';
import type { Level, Membership, Offer } from '../model.ts';
import type { PartnerDraft } from './draft.ts';

export const ACTION_PACK: Offer = { offer: 'action-pack' };
export const LEARNING_ACTION_PACK: Offer = { offer: 'learning-action-pack' };

export function learningCompetency(competency: string, level: Level): Offer {
  return { offer: 'competency', competency, level, learningOption: true };
}

export function plainCompetency(competency: string, level: Level): Offer {
  return { offer: 'competency', competency, level, learningOption: false };
}

export function advancedSpecialization(competency: string): Offer {
  return { offer: 'advanced-specialization', competency };
}

/** True for what is judged by KPI; a Learning Action Pack is not (R-MEM-2). */
export function hasLearningOption(offer: Offer): boolean {
  return offer.offer === 'competency' && offer.learningOption;
}

/** A membership and its next open anniversary. */
export type Holding = {
  readonly membership: Membership;
  readonly anniversary: CivilDate;
};

/** The partner has held this for some years, and its next open anniversary is the one given. */
export function hold(partner: PartnerDraft, offer: Offer, anniversary: CivilDate, years = 3): Holding {
  return holdSince(partner, offer, addMonths(anniversary, -12 * years), years);
}

/** `cycle` is the anniversary that is not yet renewed, 1 being the first; all the ones before it are. */
export function holdSince(partner: PartnerDraft, offer: Offer, purchasedOn: CivilDate, cycle: number): Holding {
  const id = `${partner.membershipPrefix}${partner.memberships.length + 1}`;
  const membership = { id, offer, purchasedOn, paidThroughCycle: cycle - 1 };
  partner.memberships.push(membership);
  return { membership, anniversary: anniversaryOf(purchasedOn, cycle) };
}

/** The same membership, one anniversary later. */
export function nextYear({ membership, anniversary }: Holding): Holding {
  const yearsHeld = Number(anniversary.slice(0, 4)) - Number(membership.purchasedOn.slice(0, 4));
  return { membership, anniversary: anniversaryOf(membership.purchasedOn, yearsHeld + 1) };
}
