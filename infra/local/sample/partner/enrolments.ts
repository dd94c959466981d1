import { addDays, type CivilDate } from '../civil-date.ts';
import type { Fallback } from '../command.ts';
import type { Offer } from '../model.ts';
import { giveCommand, type PartnerDraft } from './draft.ts';
import type { Holding } from './memberships.ts';

export type Purchase = {
  readonly offer: Offer;
  /** Of the membership that it makes. */
  readonly id: string;
  readonly on: CivilDate;
  readonly fallback?: Fallback;
};

/** Ordered and paid on one day. */
export function buy(partner: PartnerDraft, { offer, id, on, fallback }: Purchase): void {
  const accepted = fallback === undefined ? {} : { acceptFallback: fallback };
  const payment = { paidOn: on, reference: referenceOf(partner, id) };
  giveCommand(partner, on, { command: 'enrol', membershipId: id, ...offer, ...payment, ...accepted });
}

/** Ordered, to be paid later (R-MEM-8). */
export function order(partner: PartnerDraft, { offer, id, on }: Purchase): void {
  giveCommand(partner, on, { command: 'enrol', membershipId: id, ...offer });
}

/** `day` counts from the day of the order. */
export function payOrder(partner: PartnerDraft, { id, on }: Purchase, day: number): void {
  const paidOn = addDays(on, day);
  const payment = { membershipId: id, paidOn, reference: referenceOf(partner, id) };
  giveCommand(partner, paidOn, { command: 'record-payment', ...payment });
}

/** `day` counts from the anniversary of silver. */
export function upgrade(partner: PartnerDraft, { membership, anniversary }: Holding, day: number): void {
  const paidOn = addDays(anniversary, day);
  const ids = { membershipId: membership.id, goldMembershipId: `${membership.id}-GOLD` };
  const reference = referenceOf(partner, membership.id);
  giveCommand(partner, paidOn, { command: 'upgrade-to-gold', ...ids, paidOn, reference });
}

function referenceOf(partner: PartnerDraft, id: string): string {
  return `WIRE-${partner.id.slice(2)}-${id}-${partner.commands.length + 1}`;
}
