/** What each mail about a membership says, before it is put into words (R-NOT-5, R-EXP-1, R-COMP-5). */
import { type EndingLicence, endingLicences } from '../benefits/ending-licences.ts';
import { type CivilDate, daysBetween, windowOf } from '../core/calendar.ts';
import { anniversary } from '../memberships/membership.ts';
import { type Loss, lossesOf } from '../offers/losses.ts';
import type { Missing, Shortfall } from '../offers/shortfall.ts';
import type { Terms } from '../offers/terms.ts';
import { missingOn } from './missing.ts';
import { eligibilityOn, type RenewalFacts } from './renewal-facts.ts';

type OfMembership = { partnerId: string; partnerName: string; membershipId: string; terms: Terms; cycle: number };

export type RenewalContent = OfMembership & {
  kind: 'renewal';
  /** Days relative to the AD of the stage that sends it; the words depend on the day it really is. */
  stage: number;
  asOf: CivilDate;
  anniversary: CivilDate;
  windowOpens: CivilDate;
  /** The last day on which payment is accepted. */
  windowCloses: CivilDate;
  /** Days from `asOf` to the window's last day: 0 on that day itself, never negative. */
  daysLeft: number;
  /** Days from `asOf` to the window's first day; 0 or less once it is open. */
  daysUntilOpen: number;
  missing: Missing[];
  /** Requirements waived by an extension (R-EXT): the fee never is. */
  extension: { id: string } | null;
  losses: Loss[];
  /** One by one, what `licenses` means (R-LIC-6). */
  licences: EndingLicence[];
};

export type ExpiredContent = OfMembership & {
  kind: 'expired';
  anniversary: CivilDate;
  /** The day that was the last on which payment was accepted. */
  windowClosed: CivilDate;
  expiredOn: CivilDate;
  losses: Loss[];
  /** One by one, what `licenses` means (R-LIC-6). */
  licences: EndingLicence[];
};

export type AtRiskContent = OfMembership & {
  kind: 'renewal-at-risk';
  asOf: CivilDate;
  anniversary: CivilDate;
  windowOpens: CivilDate;
  windowCloses: CivilDate;
  /** Since when it is missing (R-COMP-5). */
  since: CivilDate;
  missing: Shortfall[];
};

export type RenewedContent = OfMembership & {
  kind: 'renewed' | 'reinstated';
  paidOn: CivilDate;
  /** The AD of the cycle that begins. */
  nextAnniversary: CivilDate;
  /** What was renewed at a lower level: the terms before (R-REN-4). `terms` are those now in force. */
  fellBackFrom: Terms | null;
};

/** What a renewal notice says on a day, whatever stage sends it: the days that really remain (R-NOT-3, R-NOT-5). */
export function renewalContent(facts: RenewalFacts, stage: number, asOf: CivilDate): RenewalContent {
  const { membership, partner, config } = facts;
  const ad = anniversary(membership);
  const window = windowOf(ad);
  const eligibility = eligibilityOn(facts, asOf);
  return {
    kind: 'renewal',
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: membership.membershipId,
    terms: membership.terms,
    cycle: membership.cycle,
    stage,
    asOf,
    anniversary: ad,
    windowOpens: window.opens,
    windowCloses: window.closes,
    daysLeft: Math.max(0, daysBetween(asOf, window.closes)),
    daysUntilOpen: daysBetween(asOf, window.opens),
    missing: missingOn(asOf, eligibility, partner, config),
    extension: eligibility.state === 'waived' ? { id: eligibility.extension } : null,
    losses: lossesOf(membership.terms),
    licences: endingLicences(facts.benefits, membership.membershipId),
  };
}
