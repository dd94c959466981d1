/** Refusals of a payment: the window, overrides and the profile review (R-REN-1, R-REN-7). */
import { anniversaryOf, type CivilDate, windowOf } from '../../core/calendar.ts';
import type { Refusal } from '../../core/decision.ts';
import { anniversary, type Consolidation, type Membership } from '../../memberships/membership.ts';
import { reversedRefusal } from '../../memberships/reversed-payment.ts';
import { notRenewableReason } from '../../memberships/status.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import { isReviewed } from '../../partners/profile-review.ts';
import type { RenewalFacts } from '../renewal-facts.ts';
import type { Payment } from './payment.ts';

/** Why a payment cannot renew the membership, apart from its requirements; null: it can. */
export function paymentRefusal(facts: RenewalFacts, payment: Payment, context: DecisionContext): Refusal | null {
  return (
    reversedRefusal(facts.membership, payment) ??
    dateRefusal(facts.membership, payment, context) ??
    reviewRefusal(facts, payment)
  );
}

function dateRefusal(membership: Membership, payment: Payment, context: DecisionContext): Refusal | null {
  const { paidOn } = payment;
  const { opens, closes } = windowOf(anniversary(membership));
  const inputs = { paidOn, windowOpens: opens, windowCloses: closes };
  const { consolidation, status } = membership;
  const hasLeft = status.name === 'superseded' && status.by !== consolidation?.into;
  if (consolidation !== null && !hasLeft) return consolidationRefusal(consolidation, inputs);
  const notRenewable = notRenewableReason(membership);
  if (notRenewable !== null) return { ...notRenewable, inputs };
  if (paidOn > context.asOf)
    return { rule: 'R-REN-1', reason: `${paidOn} lies after ${context.asOf}, the day it is recorded`, inputs };
  if (paidOn < opens) return { rule: 'R-REN-1', reason: tooEarlyReason(membership, paidOn, opens), inputs };
  if (paidOn <= closes || isOverridden(membership, paidOn)) return null;
  return { rule: 'R-REN-7', reason: `the window closed on ${closes} and no override covers ${paidOn}`, inputs };
}

/** The same fee may have been recorded before, under another reference. */
function tooEarlyReason({ lastRenewal, purchasedOn }: Membership, paidOn: CivilDate, opens: CivilDate): string {
  const next = `the window opens on ${opens}`;
  if (lastRenewal === null || paidOn < windowOf(anniversaryOf(purchasedOn, lastRenewal.cycle)).opens) return next;
  return `${next}; the one before is paid: ${lastRenewal.reference}, of ${lastRenewal.paidOn}`;
}

function consolidationRefusal({ into, anniversary: on }: Consolidation, inputs: Refusal['inputs']): Refusal {
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
