import { anniversary, type Membership } from '../../memberships/membership.ts';
import { noticeSubject } from '../../memberships/notice-subject.ts';
import { claimUnreachableAlert } from '../../notices/claim-notices.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import { UNREACHABLE, UNREACHABLE_ALERT, unreachableInputs } from '../../notices/mail-events/unreachable.ts';
import type { NoticeEntry, StageRecord } from '../../notices/notice-state.ts';
import { hasUnreachableAlert } from '../renewal-notices.ts';

/**
 * The operators' alert that no recipient is reachable for a membership; null if it was claimed in this cycle
 * (R-ROLE-4).
 */
export function membershipAlert(
  membership: Membership,
  entry: NoticeEntry,
  context: DecisionContext,
): StageRecord | null {
  if (hasUnreachableAlert(membership)) return null;
  const inputs = { ...unreachableInputs(entry), anniversary: anniversary(membership) };
  return claimUnreachableAlert(
    { ...noticeSubject(membership), key: UNREACHABLE, inputs, ...UNREACHABLE_ALERT },
    context,
  );
}
