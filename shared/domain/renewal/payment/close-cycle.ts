/** Closing a paid cycle: the record of it that is kept as the membership's history (R-REN-2, R-NOT-1). */
import type { CivilDate } from '../../core/calendar.ts';
import { stampOf } from '../../core/stamp.ts';
import { anniversary, type ClosedCycle, type Renewal, timesReopened } from '../../memberships/membership.ts';
import { type NoticeDraft, skipDrafts } from '../../notices/claim-notices.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import { closeOpenNotices } from '../../notices/ledger.ts';
import type { Ledger } from '../../notices/notice-state.ts';
import { ADMINS, recipientsOf } from '../../partners/recipients.ts';
import { takeBack } from '../corrections/put-away.ts';
import type { RenewalFacts } from '../renewal-facts.ts';
import { EXPIRY_STAGE, undecidedStages } from '../stages.ts';
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
    covers: membership.covers,
    expiredOn,
    override: membership.override,
    openedBy: membership.lastRenewal,
    reopened: timesReopened(membership, membership.cycle),
    renewal,
    notices: closeLedger(facts, renewal, context),
  };
}

/** The ledger of a paid cycle: no further notice is sent (R-NOT-1). */
function closeLedger(facts: RenewalFacts, renewal: Renewal, context: DecisionContext): Ledger {
  const { membership, partner, config } = facts;
  const stages = undecidedStages(membership, config);
  const drafts = stages.map(
    (stage): NoticeDraft => ({
      ...confirmationDraft(membership, renewal),
      key: String(stage),
      stage,
      kind: stage === EXPIRY_STAGE ? 'expired' : 'renewal',
      rule: 'R-NOT-1',
      reason: `paid on ${renewal.paidOn}`,
    }),
  );
  const reason = 'the cycle was paid before the mail service answered';
  return {
    ...closeOpenNotices(takeBack(membership).rest, reason, stampOf(context)),
    ...skipDrafts(drafts, recipientsOf(partner, ADMINS), 'paid', context),
  };
}
