/** What an accepted payment makes of a membership (R-REN-2). */
import { stampOf } from '../../core/stamp.ts';
import type { RenewalScope } from '../../eligibility/joint-renewal.ts';
import { CONFIRMATION, type Renewal } from '../../memberships/membership.ts';
import { claimNotices, claimUnreachableAlert } from '../../notices/claim-notices.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import { hasRequirements } from '../../offers/terms.ts';
import { ADMINS, recipientsOf } from '../../partners/recipients.ts';
import type { RenewalFacts } from '../renewal-facts.ts';
import { closeCycle } from './close-cycle.ts';
import { confirmationDraft, withCovers } from './confirmation.ts';
import type { Payment, PaymentOutcome } from './payment.ts';

/** The new AD is the old one plus a year, whatever the day of payment; the closed cycle is kept (R-REN-2). */
export function renewMembership(
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
  const of = withCovers(confirmationDraft(membership, renewal), covers, dropped);
  const recipients = recipientsOf(facts.partner, ADMINS);
  const confirmation =
    recipients.length > 0 ? claimNotices(of, recipients, context) : claimUnreachableAlert(of, context);
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
      closing: closeCycle(facts, renewal, expiredOn, context),
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
