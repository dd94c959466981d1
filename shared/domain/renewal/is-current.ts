import type { CivilDate } from '../core/calendar.ts';
import { CONFIRMATION, currentEndedKey, isEndedKey, type Membership, UPGRADED } from '../memberships/membership.ts';
import { isInForce } from '../memberships/status.ts';
import { isOfEarlierAnniversary, stageKeyOf } from '../notices/earlier-anniversary.ts';
import { GIVEN_UP } from '../notices/giving-up.ts';
import { UNDELIVERED } from '../notices/mail-events/undelivered.ts';
import { UNREACHABLE } from '../notices/mail-events/unreachable.ts';
import type { NoticeKind } from '../notices/notice-kind.ts';
import type { StageRecord } from '../notices/notice-state.ts';
import { isAtRiskKey } from './at-risk-notice.ts';
import { isReversalKey } from './corrections/reversal-notices.ts';
import { isDeliveryLossKey, isStillLost } from './ending/delivery-loss.ts';
import { endKindOf } from './ending/end-notice.ts';
import { LATE_PAYMENT } from './payment/late-payment-alert.ts';
import type { RenewalFacts } from './renewal-facts.ts';
import { EXPIRY_STAGE } from './stages.ts';
import { isAtRisk } from './standing.ts';

/**
 * Whether a notice decided earlier still applies: a renewal notice only until the window is over, and only until a
 * later stage is decided (R-NOT-3); that a renewal is at risk, or that courseware may be delivered no more, only as
 * long as that is so (R-NOT-9).
 *
 * @param key the ledger's key of its record
 */
export function isCurrent(facts: RenewalFacts, key: string, asOf: CivilDate): boolean {
  const { membership } = facts;
  if ([CONFIRMATION, UPGRADED, UNREACHABLE, UNDELIVERED, GIVEN_UP, LATE_PAYMENT].includes(key)) return true;
  if (isReversalKey(key)) return true;
  if (key === String(EXPIRY_STAGE)) return membership.status.name === 'expired';
  if (isEndedKey(key)) return key === currentEndedKey(membership);
  if (isDeliveryLossKey(key)) return isStillLost(facts.partner, key);
  if (membership.consolidation !== null) return false;
  if (membership.declined !== null) return false;
  if (isAtRiskKey(key)) return isInForce(membership, asOf) && isAtRisk(facts, asOf);
  if (isOfEarlierAnniversary(key)) return false;
  const hasLaterStage = Object.entries(membership.notices).some(
    ([other, { stage, period }]) =>
      stage !== null && stage > Number(key) && period === String(membership.cycle) && !isOfEarlierAnniversary(other),
  );
  return isInForce(membership, asOf) && !hasLaterStage;
}

/** The kind of the notice to a partner that a record of the ledger is about, whoever got it in the end. */
export function noticeKindOf({ lastRenewal }: Membership, key: string, record: StageRecord): NoticeKind {
  if (isReversalKey(key)) return 'payment-reversed';
  if (key === CONFIRMATION) return lastRenewal?.kind ?? 'renewed';
  if (key === UPGRADED) return 'upgraded';
  if (isAtRiskKey(key)) return 'renewal-at-risk';
  if (isDeliveryLossKey(key)) return 'delivery-lost';
  if (isEndedKey(key)) return endKindOf(record);
  return stageKeyOf(key) === String(EXPIRY_STAGE) ? 'expired' : 'renewal';
}
