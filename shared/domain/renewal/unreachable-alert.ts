import { anniversary, type Membership } from '../memberships/membership.ts';
import type { NoticeEntry, StageRecord } from '../notices/notice-state.ts';
import { claimNobodyToTellAlert, type DecisionContext } from '../notices/stage-record.ts';
import { lastNotice, NOBODY_LEFT, UNREACHABLE } from '../notices/unreachable.ts';
import { wereOperatorsTold } from './renewal-notices.ts';

/** The alert that nobody is left to tell about a membership; null if the operators were told in this cycle (R-ROLE-4). */
export function membershipAlert(
  membership: Membership,
  entry: NoticeEntry,
  context: DecisionContext,
): StageRecord | null {
  if (wereOperatorsTold(membership)) return null;
  const { partnerId, membershipId, cycle } = membership;
  const inputs = { ...lastNotice(entry), anniversary: anniversary(membership) };
  return claimNobodyToTellAlert(
    { partnerId, subject: membershipId, period: String(cycle), key: UNREACHABLE, inputs, ...NOBODY_LEFT },
    context,
  );
}
