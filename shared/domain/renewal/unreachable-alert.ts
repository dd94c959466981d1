import { anniversary, type Membership } from '../memberships/membership.ts';
import { claimUnreachableAlert } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import type { NoticeEntry, StageRecord } from '../notices/notice-state.ts';
import { UNREACHABLE, UNREACHABLE_ALERT, unreachableInputs } from '../notices/unreachable.ts';
import { hasUnreachableAlert } from './renewal-notices.ts';

/** The alert that nobody is left to tell about a membership; null if the operators were told in this cycle (R-ROLE-4). */
export function membershipAlert(
  membership: Membership,
  entry: NoticeEntry,
  context: DecisionContext,
): StageRecord | null {
  if (hasUnreachableAlert(membership)) return null;
  const { partnerId, membershipId, cycle } = membership;
  const inputs = { ...unreachableInputs(entry), anniversary: anniversary(membership) };
  return claimUnreachableAlert(
    { partnerId, subject: membershipId, period: String(cycle), key: UNREACHABLE, inputs, ...UNREACHABLE_ALERT },
    context,
  );
}
