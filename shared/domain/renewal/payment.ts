/** What a payment does to a membership (R-REN). */
import { type CivilDate, windowOf } from '../core/calendar.ts';
import type { Decision, Refusal } from '../core/decision.ts';
import { stampOf } from '../core/stamp.ts';
import { type Eligibility, fallbackFor } from '../eligibility/eligibility.ts';
import { type RenewalScope, renewalEligibility, renewalScope } from '../eligibility/joint-renewal.ts';
import {
  anniversary,
  type ClosedCycle,
  CONFIRMATION,
  type Consolidation,
  type Membership,
  notRenewableReason,
  type Renewal,
} from '../memberships/membership.ts';
import { closeOpenNotices } from '../notices/ledger.ts';
import type { Ledger } from '../notices/notice-state.ts';
import {
  claimNobodyToTellAlert,
  claimNotices,
  type DecisionContext,
  type NoticeDraft,
  skipNotices,
} from '../notices/stage-record.ts';
import type { Terms } from '../offers/terms.ts';
import { hasRequirements, termsName } from '../offers/terms.ts';
import type { Partner } from '../partners/partner.ts';
import { isReviewed } from '../partners/profile-review.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import type { RenewedContent } from './contents.ts';
import { EXPIRY_STAGE } from './expiry.ts';
import { openStages, type RenewalFacts } from './renewal-notices.ts';

export type Payment = {
  paidOn: CivilDate;
  reference: string;
  /** The level that the operator accepts instead (R-REN-4). */
  acceptFallback?: 'silver' | 'learning-action-pack' | undefined;
  commandId: string;
};

export type PaymentOutcome =
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'renewed'; membership: Membership; decision: Decision };

/**
 * The payment of the current cycle's fee. It is judged by the day it was made, so that a payment made in time and recorded
 * after expiry reinstates (R-REN-6): people and figures count as of that day; what is known of KPI and MCTs is that of the day it is
 * recorded.
 */
export function decidePayment(facts: RenewalFacts, payment: Payment, context: DecisionContext): PaymentOutcome {
  const refusal = dateRefusal(facts.membership, payment, context) ?? reviewRefusal(facts, payment);
  if (refusal !== null) return { outcome: 'refused', refusal };
  const terms = termsRenewed(facts, payment);
  if ('refusal' in terms) return { outcome: 'refused', refusal: terms.refusal };
  return renewed(facts, payment, terms, context);
}

function dateRefusal(membership: Membership, payment: Payment, context: DecisionContext): Refusal | null {
  const { paidOn } = payment;
  const { opens, closes } = windowOf(anniversary(membership));
  const inputs = { paidOn, windowOpens: opens, windowCloses: closes };
  if (membership.consolidation !== null) return consolidated(membership.consolidation, inputs);
  const nothing = notRenewableReason(membership);
  if (nothing !== null) return { ...nothing, inputs };
  if (paidOn > context.asOf)
    return { rule: 'R-REN-1', reason: `${paidOn} lies after ${context.asOf}, the day it is recorded`, inputs };
  if (paidOn < opens) return { rule: 'R-REN-1', reason: `the window opens on ${opens}`, inputs };
  if (paidOn <= closes || isOverridden(membership, paidOn)) return null;
  return { rule: 'R-REN-7', reason: `the window closed on ${closes} and no override covers ${paidOn}`, inputs };
}

function consolidated({ into, anniversary: on }: Consolidation, inputs: Refusal['inputs']): Refusal {
  const reason = `renewed together with ${into}, on the anniversary ${on}: its fee is the only one`;
  return { rule: 'R-MRG-2', reason, inputs: { ...inputs, renewedWith: into, anniversary: on } };
}

function isOverridden(membership: Membership, paidOn: CivilDate): boolean {
  return membership.override !== null && paidOn <= membership.override.until;
}

function reviewRefusal(facts: RenewalFacts, payment: Payment): Refusal | null {
  const days = facts.config.profileReviewMaxAgeDays;
  if (isReviewed(facts.partner, payment.paidOn, days)) return null;
  const reason = `the company profile was not reviewed within the ${days} days before ${payment.paidOn}`;
  return { rule: 'R-REN-1', reason, inputs: { paidOn: payment.paidOn, reviews: facts.partner.profileReviews } };
}

/** The terms at which the payment renews: the same, the highest of those covered, or the accepted fallback (R-REN-3, R-REN-4, R-MRG-2). */
function termsRenewed(facts: RenewalFacts, payment: Payment): RenewalScope | { refusal: Refusal } {
  const { membership } = facts;
  const { terms } = membership;
  const ad = anniversary(membership);
  const eligibility = renewalEligibility(membership, facts, payment.paidOn);
  const inputs = { anniversary: ad, eligibility };
  if (eligibility.state === 'met' || eligibility.state === 'waived')
    return renewalScope(membership, facts, payment.paidOn);
  if (eligibility.state !== 'not-met') return { refusal: { ...undecided(eligibility), inputs } };
  const fallback = fallbackFor(terms, ad, facts, payment.paidOn);
  if (fallback !== null && payment.acceptFallback === (fallback.level ?? fallback.offer))
    return { terms: fallback, covers: [], dropped: membership.covers };
  const highest = fallback === null ? 'no level is met' : `the highest level met is ${termsName(fallback)}`;
  const what = `${termsName(terms)} is not met; ${highest}`;
  return { refusal: { rule: 'R-REN-4', reason: what, inputs } };
}

function undecided(eligibility: Extract<Eligibility, { state: 'pending' | 'undecidable' }>): Omit<Refusal, 'inputs'> {
  return eligibility.state === 'pending'
    ? { rule: 'R-KPI-8', reason: `eligibility is pending until the KPI refresh of ${eligibility.decidesOn} has run` }
    : { rule: 'R-REN-3', reason: `undecidable: the program configuration lacks ${eligibility.missing}` };
}

/** The new AD is the old one plus a year, whatever the day of payment; the closed cycle is kept (R-REN-2). */
function renewed(
  facts: RenewalFacts,
  payment: Payment,
  { terms, covers, dropped }: RenewalScope,
  context: DecisionContext,
): PaymentOutcome {
  const { membership } = facts;
  const expiredOn = membership.status.name === 'expired' ? membership.status.expiredOn : null;
  const renewal: Renewal = {
    cycle: membership.cycle,
    kind: expiredOn === null ? 'renewed' : 'reinstated',
    paidOn: payment.paidOn,
    recordedOn: context.asOf,
    reference: payment.reference,
    commandId: payment.commandId,
    fellBackFrom: [terms, ...covers].includes(membership.terms) ? null : membership.terms,
    stamp: stampOf(context),
  };
  const of = withCovers(confirmationRecord(membership, renewal), covers, dropped);
  const recipients = recipientsOf(facts.partner, ADMINS);
  const confirmation =
    recipients.length > 0 ? claimNotices(of, recipients, context) : claimNobodyToTellAlert(of, context);
  return {
    outcome: 'renewed',
    membership: {
      ...membership,
      terms,
      covers,
      cycle: membership.cycle + 1,
      status: { name: 'active' },
      override: null,
      lastRenewal: renewal,
      standing: null,
      evaluateOn: hasRequirements(terms) ? context.asOf : null,
      closing: closedCycle(facts, renewal, expiredOn, context),
      notices: { [CONFIRMATION]: confirmation },
    },
    decision: {
      what: renewal.kind,
      partnerId: membership.partnerId,
      membershipId: membership.membershipId,
      cycle: membership.cycle,
      stage: null,
      rule: of.rule,
      reason: of.reason,
      inputs: of.inputs,
    },
  };
}

/** What else it was renewed for, and what not: only a membership that covers others has something to say (R-MRG-2). */
function withCovers(of: NoticeDraft, covers: Terms[], dropped: Terms[]): NoticeDraft {
  if (covers.length + dropped.length === 0) return of;
  const kept = covers.length === 0 ? '' : `; it covers ${covers.map(termsName).join(', ')}`;
  const left = dropped.length === 0 ? '' : `; no longer met: ${dropped.map(termsName).join(', ')}`;
  return { ...of, reason: `${of.reason}${kept}${left}`, inputs: { ...of.inputs, covers, dropped } };
}

function confirmationRecord(membership: Membership, renewal: Renewal): NoticeDraft {
  const next = anniversary({ ...membership, cycle: membership.cycle + 1 });
  const late = renewal.kind === 'reinstated' ? `, recorded on ${renewal.recordedOn} after expiry` : '';
  return {
    partnerId: membership.partnerId,
    subject: membership.membershipId,
    period: String(membership.cycle),
    key: CONFIRMATION,
    stage: null,
    kind: renewal.kind,
    rule: renewal.kind === 'reinstated' ? 'R-REN-6' : 'R-REN-2',
    reason: `paid on ${renewal.paidOn}${late}: the next anniversary is ${next}`,
    inputs: { paidOn: renewal.paidOn, reference: renewal.reference, anniversary: anniversary(membership), next },
  };
}

function closedCycle(
  facts: RenewalFacts,
  renewal: Renewal,
  expiredOn: CivilDate | null,
  context: DecisionContext,
): ClosedCycle {
  const { membership } = facts;
  return {
    partnerId: membership.partnerId,
    membershipId: membership.membershipId,
    cycle: membership.cycle,
    anniversary: anniversary(membership),
    terms: membership.terms,
    expiredOn,
    override: membership.override,
    renewal,
    notices: closedLedger(facts, renewal, context),
  };
}

/** A paid membership gets no further notice of that cycle (R-NOT-1). */
function closedLedger(facts: RenewalFacts, renewal: Renewal, context: DecisionContext): Ledger {
  const { membership, partner, config } = facts;
  const stages = [...openStages(membership, config), EXPIRY_STAGE].filter(
    (stage) => !membership.notices[String(stage)],
  );
  const skipped = stages.map((stage) => [
    String(stage),
    skipNotices(
      {
        ...confirmationRecord(membership, renewal),
        key: String(stage),
        stage,
        kind: stage === EXPIRY_STAGE ? 'expired' : 'renewal',
        rule: 'R-NOT-1',
        reason: `paid on ${renewal.paidOn}`,
      },
      recipientsOf(partner, ADMINS),
      'paid',
      context,
    ),
  ]);
  const closed = closeOpenNotices(
    membership.notices,
    'the cycle was paid before the mail service answered',
    stampOf(context),
  );
  return { ...closed, ...Object.fromEntries(skipped) };
}

/** What the confirmation says. @throws if the membership was never renewed. */
export function renewedContent(membership: Membership, partner: Partner): RenewedContent {
  const renewal = membership.lastRenewal;
  if (renewal === null) throw new Error(`${membership.partnerId}/${membership.membershipId} was never renewed`);
  return {
    kind: renewal.kind,
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: membership.membershipId,
    terms: membership.terms,
    cycle: renewal.cycle,
    paidOn: renewal.paidOn,
    nextAnniversary: anniversary({ ...membership, cycle: renewal.cycle + 1 }),
    fellBackFrom: renewal.fellBackFrom,
  };
}
