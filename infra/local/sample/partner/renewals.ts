import { addDays, type CivilDate, daysBetween } from '../civil-date.ts';
import type { Fallback } from '../command.ts';
import { giveCommand, type PartnerDraft } from './draft.ts';
import { type Holding, hasLearningOption } from './memberships.ts';

/** Days count from the anniversary: the window is day 1 to day 30, both inclusive (R-CAL-3). */
export type Payment = {
  readonly day: number;
  /** When the operator records it; the day of payment itself by default. */
  readonly recordedOnDay?: number;
  readonly fallback?: Fallback;
};

/** Every payment has a reference of its own, so that no payment is treated as a repetition of another. */
export function pay(partner: PartnerDraft, holding: Holding, payment: Payment): void {
  const { day, recordedOnDay = day, fallback } = payment;
  const { membership, anniversary } = holding;
  giveCommand(partner, addDays(anniversary, recordedOnDay), {
    command: 'record-payment',
    membershipId: membership.id,
    paidOn: addDays(anniversary, day),
    reference: `WIRE-${partner.id.slice(2)}-${membership.id}-${partner.commands.length + 1}`,
    ...(fallback === undefined ? {} : { acceptFallback: fallback }),
  });
}

/** A review before the first simulated day is part of the imported profile, not a command. */
export function reviewProfile(partner: PartnerDraft, on: CivilDate): void {
  if (on >= partner.period.from) {
    giveCommand(partner, on, { command: 'record-profile-review', reviewedOn: on, by: reviewer(partner) });
  } else if (on > partner.profileReviewedOn) {
    partner.profileReviewedOn = on;
  }
}

/** Only these two roles may review (R-ROLE-3). */
function reviewer(partner: PartnerDraft): 'global-admin' | 'account-admin' {
  const has = (role: string): boolean => partner.contacts.some((contact) => contact.role === role);
  if (!has('global-admin')) return 'account-admin';
  return has('account-admin') && partner.random.chance(40) ? 'account-admin' : 'global-admin';
}

/** Reviews the profile ten days before the anniversary, and pays. */
export function reviewAndPay(partner: PartnerDraft, holding: Holding, payment?: Payment): void {
  reviewProfile(partner, addDays(holding.anniversary, -10));
  pay(partner, holding, payment ?? { day: drawPaymentDay(partner, holding) });
}

/**
 * A day of the window that is surely not too early: not before the first simulated day, and for a Learning option not
 * before the 16th of the anniversary's month, as KPI is pending until the refresh of the 15th (R-KPI-8).
 */
export function drawPaymentDay(partner: PartnerDraft, { membership, anniversary }: Holding): number {
  const decided = hasLearningOption(membership.offer) ? 15 : 1;
  const earliest = Math.max(decided, daysBetween(anniversary, partner.period.from));
  return partner.random.between(earliest, Math.max(earliest, 28));
}

export type Override = {
  readonly grantedOnDay: number;
  readonly untilDay: number;
};

export function grantOverride(partner: PartnerDraft, { membership, anniversary }: Holding, override: Override): void {
  giveCommand(partner, addDays(anniversary, override.grantedOnDay), {
    command: 'grant-override',
    membershipId: membership.id,
    ticket: `TICKET-${4700 + partner.number}`,
    until: addDays(anniversary, override.untilDay),
    grantedBy: 'operator.lee',
    reason: 'The bank returned the first transfer; the partner showed the slip.',
  });
}
