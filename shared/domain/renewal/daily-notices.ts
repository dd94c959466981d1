/** What the daily run of renewal-notices decides about a membership. */

import type { MembershipDecision } from '../memberships/membership-decision.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import type { RenewalFacts } from './renewal-facts.ts';
import { decideNotices } from './renewal-notices.ts';
import { decideStanding } from './standing.ts';

/** First whether its renewal is at risk (R-COMP-5), then which stage is due (R-NOT). The same membership: nothing is. */
export function decideDailyNotices(facts: RenewalFacts, context: DecisionContext): MembershipDecision {
  const standing = decideStanding(facts, context);
  const notices = decideNotices({ ...facts, membership: standing.membership }, context);
  return { membership: notices.membership, decisions: [...standing.decisions, ...notices.decisions] };
}
