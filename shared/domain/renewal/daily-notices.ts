/** The decisions of the daily run of `renewal-notices`. */
import type { MembershipDecision } from '../memberships/membership-decision.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { withUndeliveredAlert } from './alerts/undelivered-alert.ts';
import { decideDeliveryLoss } from './ending/delivery-loss.ts';
import type { RenewalFacts } from './renewal-facts.ts';
import { decideNotices } from './renewal-notices.ts';
import { decideStanding } from './standing.ts';

/**
 * Decides first whether the operators have to know of an earlier notice (R-NOT-7), then the standing (R-COMP-5),
 * whether courseware may be delivered no more (R-MEM-10), then the notices of due stages (R-NOT). The same membership
 * comes back if nothing is due.
 */
export function decideDailyNotices(facts: RenewalFacts, context: DecisionContext): MembershipDecision {
  const told = withUndeliveredAlert(facts.membership, context);
  const standing = decideStanding({ ...facts, membership: told }, context);
  const delivery = decideDeliveryLoss({ ...facts, membership: standing.membership }, context);
  const notices = decideNotices({ ...facts, membership: delivery.membership }, context);
  const decisions = [...standing.decisions, ...delivery.decisions, ...notices.decisions];
  return { membership: notices.membership, decisions };
}
