import type { Membership } from '../../memberships/membership.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import { GIVEN_UP } from '../../notices/giving-up.ts';
import { claimUndeliveredAlert, reachedNobody, UNDELIVERED } from '../../notices/mail-events/undelivered.ts';
import type { StageRecord } from '../../notices/notice-state.ts';
import { hasUnreachableAlert } from '../renewal-notices.ts';

/**
 * The first notice of the cycle that reached nobody, while the operators do not know of any yet (R-NOT-7); null: there
 * is none.
 */
export function untoldNotice(membership: Membership): StageRecord | null {
  const { notices } = membership;
  const isTold =
    notices[UNDELIVERED] !== undefined || notices[GIVEN_UP] !== undefined || hasUnreachableAlert(membership);
  return isTold ? null : (Object.values(notices).find(reachedNobody) ?? null);
}

/**
 * The membership with the alert about such a notice claimed: the mail service may have refused every copy, which no
 * event tells.
 */
export function withUndeliveredAlert(membership: Membership, context: DecisionContext): Membership {
  const untold = untoldNotice(membership);
  const alert = untold && undeliveredMembershipAlert(membership, untold, context);
  return alert === null ? membership : { ...membership, notices: { ...membership.notices, [UNDELIVERED]: alert } };
}

/**
 * The alert that a notice of a membership reached nobody (R-NOT-7); null if the operators got it, or R-ROLE-4's, in
 * this cycle.
 */
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
