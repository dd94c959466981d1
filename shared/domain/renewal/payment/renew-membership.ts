/** The renewal of a membership by an accepted payment (R-REN-2). */
import { stampOf } from '../../core/stamp.ts';
import type { RenewalScope } from '../../eligibility/joint-renewal.ts';
import { CONFIRMATION, type Renewal } from '../../memberships/membership.ts';
import { claimNoticesOrAlert } from '../../notices/claim-notices.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import { hasRequirements } from '../../offers/terms.ts';
import { ADMINS, recipientsOf } from '../../partners/recipients.ts';
import { takeBack } from '../corrections/put-away.ts';
import { coursewareInputOfRenewal } from '../ending/courseware-loss.ts';
import type { RenewalFacts } from '../renewal-facts.ts';
import { closeCycle } from './close-cycle.ts';
import { confirmationDraft, withScope } from './confirmation.ts';
import type { Payment, PaymentOutcome } from './payment.ts';

/**
 * Begins the next cycle and closes the paid one. The new AD is the old one plus a year, whatever the day of payment
 * (R-REN-2).
 */
export function renewMembership(
  facts: RenewalFacts,
  payment: Payment,
  { terms, covers, ended }: RenewalScope,
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
    ended,
    stamp: stampOf(context),
  };
  const next = { ...membership, terms, covers, cycle: membership.cycle + 1, status: { name: 'active' as const } };
  const scoped = withScope(confirmationDraft(membership, renewal), { terms, covers, ended });
  const inputs = { ...scoped.inputs, ...coursewareInputOfRenewal(facts, next, context.asOf) };
  const draft = { ...scoped, inputs };
  const confirmation = claimNoticesOrAlert(draft, recipientsOf(facts.partner, ADMINS), context);
  return {
    outcome: 'renewed',
    membership: {
      ...next,
      override: null,
      declined: null,
      lastRenewal: renewal,
      standing: null,
      evaluateOn: hasRequirements(terms) ? context.asOf : null,
      closing: closeCycle(facts, renewal, expiredOn, context),
      // What a reversed payment of this cycle had begun goes on: no stage is sent twice (R-REN-9).
      notices: { ...takeBack(membership).ledger, [CONFIRMATION]: confirmation },
    },
    decision: {
      what: renewal.kind,
      partnerId: membership.partnerId,
      membershipId: membership.membershipId,
      cycle: membership.cycle,
      stage: null,
      rule: draft.rule,
      reason: draft.reason,
      inputs: draft.inputs,
    },
  };
}
