/** The contents of the mails about a membership, before they are put into words (R-NOT-5, R-EXP-1, R-COMP-5). */
import { type EndingLicence, endingLicences } from '../benefits/ending-licences.ts';
import { type CivilDate, daysBetween, windowOf } from '../core/calendar.ts';
import { renewalEligibilities, type TermsEligibility } from '../eligibility/joint-renewal.ts';
import {
  anniversary,
  type ReversalCause,
  type ReversedPayment,
  renewedTerms,
  togetherOf,
} from '../memberships/membership.ts';
import { type Loss, lossesOfAll } from '../offers/losses.ts';
import type { Missing, MissingRequirement } from '../offers/shortfall.ts';
import type { Terms } from '../offers/terms.ts';
import { type CalendarEntry, calendarEntryOf } from './calendar-entry.ts';
import type { RiskCause } from './causes/risk-cause.ts';
import { missingOn } from './missing.ts';
import type { RenewalFacts } from './renewal-facts.ts';

type MembershipContent = {
  partnerId: string;
  partnerName: string;
  membershipId: string;
  terms: Terms;
  cycle: number;
  /** What the mail brings for the reader's calendar, or takes out of it. None: nothing. */
  calendarEntry?: CalendarEntry | undefined;
};

/** `together`: all terms of a joint renewal, its own first; empty if it is renewed alone (R-MRG-4). */
export type JointContent = MembershipContent & { together: Terms[] };

export type RenewalContent = JointContent & {
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
  /** Of a joint renewal each requirement names its terms. */
  missing: Missing[];
  /** Requirements waived by an extension (R-EXT): the fee never is. `terms`: those of which they are. */
  extension: { id: string; terms: Terms[] } | null;
  losses: Loss[];
  /** The benefits that the loss `licenses` stands for (R-LIC-6). */
  licences: EndingLicence[];
};

/** How a renewal that can still be paid stands on a day. */
export type RenewalState = Pick<
  RenewalContent,
  'together' | 'windowOpens' | 'windowCloses' | 'daysLeft' | 'daysUntilOpen' | 'missing' | 'extension'
>;

export type ExpiredContent = JointContent & {
  kind: 'expired';
  anniversary: CivilDate;
  /** The last day on which payment was accepted. */
  windowClosed: CivilDate;
  expiredOn: CivilDate;
  /** The payment that had been made for the cycle, and does not count any more (R-REN-9); null: there was none. */
  reversed: Pick<ReversedPayment, 'paidOn' | 'cause'> | null;
  losses: Loss[];
  /** The benefits that the loss `licenses` stands for (R-LIC-6). */
  licences: EndingLicence[];
};

export type AtRiskContent = JointContent & {
  kind: 'renewal-at-risk';
  asOf: CivilDate;
  anniversary: CivilDate;
  windowOpens: CivilDate;
  windowCloses: CivilDate;
  /** The first day of the shortfalls (R-COMP-5). */
  since: CivilDate;
  /** Empty where the records do not say. */
  causes: RiskCause[];
  /** On the day of the mail; of a joint renewal each names its terms. */
  missing: MissingRequirement[];
  /**
   * The day from which courseware is not delivered outside the organisation, because the last trainer went (R-MEM-10);
   * null: it is, or never was.
   */
  deliveryLostOn: CivilDate | null;
};

/**
 * The partner's last trainer went, on the day `since`; the membership is one that brings the offers of courseware
 * (R-MEM-10).
 */
export type DeliveryLostContent = MembershipContent & { kind: 'delivery-lost'; since: CivilDate };

/** A membership has ended because another goes on in its place, or without one (R-LIC-6). */
export type EndedContent = MembershipContent & {
  kind: 'consolidated' | 'benefits-ended';
  /** The first day on which it is not in force any more. */
  endedOn: CivilDate;
  /** The membership that goes on in its place, as it was on the day of the decision; null: none does. */
  goesOn: { membershipId: string; terms: Terms; covers: Terms[]; anniversary: CivilDate } | null;
  losses: Loss[];
  /** The benefits that the loss `licenses` stands for. */
  licences: EndingLicence[];
};

/** Silver was upgraded; the membership is the gold one (R-MEM-5). */
export type UpgradedContent = MembershipContent & {
  kind: 'upgraded';
  /** The day from which gold is in force. */
  paidOn: CivilDate;
  nextAnniversary: CivilDate;
  discountPercent: number;
  /** The silver membership, which has ended. */
  from: { membershipId: string; terms: Terms };
  /** Silver's benefits, which have ended with it. */
  licences: EndingLicence[];
};

export type RenewedContent = JointContent & {
  kind: 'renewed' | 'reinstated';
  paidOn: CivilDate;
  /** Whether that lies in the window; otherwise an override allowed it (R-REN-7). */
  isInTime: boolean;
  /** The AD of the cycle that begins. */
  nextAnniversary: CivilDate;
  /** The terms before it that it did not renew, because they were not met (R-REN-4, R-MRG-4). */
  ended: Terms[];
  /** What ends with these terms beyond them (R-MEM-10). */
  losses: Loss[];
  /**
   * The membership that takes its place, and from which day on: its own next renewal does not come (R-REN-6); null:
   * none.
   */
  continuesIn: { membershipId: string; on: CivilDate } | null;
};

export type PaymentReversedContent = JointContent & {
  kind: 'payment-reversed';
  /** What was paid: a renewal's fee, or an order (R-MEM-8). */
  paid: 'renewal' | 'order';
  cause: ReversalCause;
  paidOn: CivilDate;
  /** What holds on the day of the mail. `payable`: it can be paid again `through` that day; `over`: it could. */
  now:
    | { code: 'payable' | 'over'; through: CivilDate }
    | { code: 'expired'; on: CivilDate }
    | { code: 'superseded'; on: CivilDate; by: string };
  /** What the renewal that is open again lacks, the fee included; null: none can be paid. */
  renewal: RenewalState | null;
};

/**
 * The content of a renewal notice on a day, with the days that really remain, whatever stage sends it (R-NOT-3,
 * R-NOT-5).
 */
export function renewalContent(facts: RenewalFacts, stage: number, asOf: CivilDate): RenewalContent {
  const { membership, partner, config } = facts;
  return {
    kind: 'renewal',
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: membership.membershipId,
    terms: membership.terms,
    cycle: membership.cycle,
    stage,
    asOf,
    anniversary: anniversary(membership),
    ...renewalState(facts, asOf),
    losses: lossesOfAll(renewedTerms(membership)),
    licences: endingLicences(facts.benefits, membership.membershipId, config),
    calendarEntry: calendarEntryOf(membership, false),
  };
}

export function renewalState(facts: RenewalFacts, asOf: CivilDate): RenewalState {
  const { membership } = facts;
  const ad = anniversary(membership);
  const window = windowOf(ad);
  const requirements = renewalEligibilities(membership, facts, asOf);
  return {
    together: togetherOf(membership),
    windowOpens: window.opens,
    windowCloses: window.closes,
    daysLeft: Math.max(0, daysBetween(asOf, window.closes)),
    daysUntilOpen: daysBetween(asOf, window.opens),
    missing: missingOn(asOf, requirements, facts, ad),
    extension: extensionOf(requirements),
  };
}

/** One extension applies to an anniversary, if not to every competency (R-EXT-1). */
function extensionOf(requirements: readonly TermsEligibility[]): RenewalContent['extension'] {
  const waived = requirements.filter(({ eligibility }) => eligibility.state === 'waived');
  const [first] = waived.map(({ eligibility }) => eligibility);
  return first?.state === 'waived' ? { id: first.extension, terms: waived.map(({ terms }) => terms) } : null;
}
