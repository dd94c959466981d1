/** The contents of the mails about a membership, before they are put into words (R-NOT-5, R-EXP-1, R-COMP-5). */
import { type EndingLicence, endingLicences } from '../benefits/ending-licences.ts';
import { type CivilDate, daysBetween, windowOf } from '../core/calendar.ts';
import { anniversary } from '../memberships/membership.ts';
import { type Loss, lossesOf } from '../offers/losses.ts';
import type { Missing, Shortfall } from '../offers/shortfall.ts';
import type { Terms } from '../offers/terms.ts';
import { missingOn } from './missing.ts';
import { eligibilityOn, type RenewalFacts } from './renewal-facts.ts';

type MembershipContent = { partnerId: string; partnerName: string; membershipId: string; terms: Terms; cycle: number };

export type RenewalContent = MembershipContent & {
  kind: 'renewal';
  /** The stage that sends it, in days relative to the AD; the words depend on `asOf`. */
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
  /** The benefits that the loss `licenses` stands for (R-LIC-6). */
  licences: EndingLicence[];
};

export type ExpiredContent = MembershipContent & {
  kind: 'expired';
  anniversary: CivilDate;
  /** The last day on which payment was accepted. */
  windowClosed: CivilDate;
  expiredOn: CivilDate;
  losses: Loss[];
  /** The benefits that the loss `licenses` stands for (R-LIC-6). */
  licences: EndingLicence[];
};

export type AtRiskContent = MembershipContent & {
  kind: 'renewal-at-risk';
  asOf: CivilDate;
  anniversary: CivilDate;
  windowOpens: CivilDate;
  windowCloses: CivilDate;
  /** The first day of the shortfalls (R-COMP-5). */
  since: CivilDate;
  missing: Shortfall[];
};

export type RenewedContent = MembershipContent & {
  kind: 'renewed' | 'reinstated';
  paidOn: CivilDate;
  /** The AD of the cycle that begins. */
  nextAnniversary: CivilDate;
  /** The terms before a renewal at a lower level, which are no longer in force (R-REN-4); null without a fallback. */
  fellBackFrom: Terms | null;
  /** The membership that takes its place, and from which day on: its own next renewal does not come (R-REN-6); null: none. */
  continuesIn: { membershipId: string; on: CivilDate } | null;
};

/** The content of a renewal notice on a day, with the days that really remain, whatever stage sends it (R-NOT-3, R-NOT-5). */
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
