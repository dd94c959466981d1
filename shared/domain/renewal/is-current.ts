import type { CivilDate } from '../core/calendar.ts';
import { CONFIRMATION, currentEndedKey, isEndedKey, type Membership, UPGRADED } from '../memberships/membership.ts';
import { isInForce } from '../memberships/status.ts';
import { isOfEarlierAnniversary } from '../notices/earlier-anniversary.ts';
import { GIVEN_UP } from '../notices/giving-up.ts';
import { UNDELIVERED } from '../notices/undelivered.ts';
import { UNREACHABLE } from '../notices/unreachable.ts';
import { isAtRiskKey } from './at-risk-notice.ts';
import { LATE_PAYMENT } from './payment/late-payment-alert.ts';
import { EXPIRY_STAGE } from './stages.ts';

/**
 * Whether a notice decided earlier still applies: a renewal notice only until the window is over, and only until a later stage is
 * decided (R-NOT-3).
 *
 * @param key the ledger's key of its record
 */
export function isCurrent(membership: Membership, key: string, asOf: CivilDate): boolean {
  if ([CONFIRMATION, UPGRADED, UNREACHABLE, UNDELIVERED, GIVEN_UP, LATE_PAYMENT].includes(key)) return true;
  if (key === String(EXPIRY_STAGE)) return membership.status.name === 'expired';
  if (isEndedKey(key)) return key === currentEndedKey(membership);
  if (membership.consolidation !== null) return false;
  if (membership.declined !== null) return false;
  if (isAtRiskKey(key)) return membership.standing?.state === 'at-risk' && isInForce(membership, asOf);
  if (isOfEarlierAnniversary(key)) return false;
  const hasLaterStage = Object.entries(membership.notices).some(
    ([other, { stage }]) => stage !== null && stage > Number(key) && !isOfEarlierAnniversary(other),
  );
  return isInForce(membership, asOf) && !hasLaterStage;
}
