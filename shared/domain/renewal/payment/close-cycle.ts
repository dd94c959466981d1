/** The end of a paid cycle: what is kept of it as the membership's history (R-REN-2, R-NOT-1). */
import type { CivilDate } from '../../core/calendar.ts';
import { stampOf } from '../../core/stamp.ts';
import { anniversary, type ClosedCycle, type Renewal } from '../../memberships/membership.ts';
import { skipNotices } from '../../notices/claim-notices.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import { closeOpenNotices } from '../../notices/ledger.ts';
import type { Ledger } from '../../notices/notice-state.ts';
import { ADMINS, recipientsOf } from '../../partners/recipients.ts';
import { EXPIRY_STAGE } from '../expiry.ts';
import type { RenewalFacts } from '../renewal-facts.ts';
import { openStages } from '../stages.ts';
import { confirmationDraft } from './confirmation.ts';

export function closeCycle(
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
    notices: closeLedger(facts, renewal, context),
  };
}

/** A paid membership gets no further notice of that cycle (R-NOT-1). */
function closeLedger(facts: RenewalFacts, renewal: Renewal, context: DecisionContext): Ledger {
  const { membership, partner, config } = facts;
  const stages = [...openStages(membership, config), EXPIRY_STAGE].filter(
    (stage) => !membership.notices[String(stage)],
  );
  const skipped = stages.map((stage) => [
    String(stage),
    skipNotices(
      {
        ...confirmationDraft(membership, renewal),
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
