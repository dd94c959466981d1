import type { Membership } from '../memberships/membership.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import type { StageRecord } from '../notices/notice-state.ts';
import { claimUndeliveredAlert, UNDELIVERED } from '../notices/undelivered.ts';
import { hasUnreachableAlert } from './renewal-notices.ts';

/** The alert that a notice of a membership reached nobody (R-NOT-7); null if the operators got it, or R-ROLE-4's, in this cycle. */
export function undeliveredMembershipAlert(
  membership: Membership,
  record: StageRecord,
  context: DecisionContext,
): StageRecord | null {
  if (hasUnreachableAlert(membership)) return null;
  const { partnerId, membershipId: subject, cycle, notices } = membership;
  const alert = { partnerId, subject, period: String(cycle), key: UNDELIVERED };
  return claimUndeliveredAlert(record, notices, alert, context);
}
