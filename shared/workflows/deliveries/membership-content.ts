/** The content of a membership's notice, as of the moment at which it is sent. */

import type { CivilDate } from '../../domain/core/calendar.ts';
import { upgradedContent } from '../../domain/enrolment/upgrade-notice.ts';
import { anniversary, type Membership } from '../../domain/memberships/membership.ts';
import { GIVEN_UP, givenUpAlert } from '../../domain/notices/giving-up.ts';
import { UNDELIVERED, undeliveredAlert } from '../../domain/notices/mail-events/undelivered.ts';
import { UNREACHABLE } from '../../domain/notices/mail-events/unreachable.ts';
import type { Ledger, StageRecord } from '../../domain/notices/notice-state.ts';
import type { OperatorAlertContent } from '../../domain/notices/operator-alert.ts';
import { type AtRiskInputs, atRiskContent } from '../../domain/renewal/at-risk-notice.ts';
import { renewalContent } from '../../domain/renewal/contents.ts';
import {
  isReversalKey,
  paymentReversedContent,
  reversalAlert,
} from '../../domain/renewal/corrections/reversal-notices.ts';
import { type DeliveryLossInputs, deliveryLostContent } from '../../domain/renewal/ending/delivery-loss.ts';
import { endedContent } from '../../domain/renewal/ending/end-notice.ts';
import { expiredContent } from '../../domain/renewal/expiry.ts';
import { noticeKindOf } from '../../domain/renewal/is-current.ts';
import { renewedContent } from '../../domain/renewal/payment/confirmation.ts';
import { LATE_PAYMENT, latePaymentAlert } from '../../domain/renewal/payment/late-payment-alert.ts';
import type { RenewalFacts } from '../../domain/renewal/renewal-facts.ts';
import { isOfEnd } from '../../domain/renewal/stages.ts';
import type { NoticeContent } from '../../mail/compose/notice-content.ts';
import type { Claim } from '../../mail/deliver.ts';

export function membershipContent(facts: RenewalFacts, { key, record, entry }: Claim, asOf: CivilDate): NoticeContent {
  if (entry.kind === 'operator-alert') return alertContent(facts, key, record, asOf);
  switch (noticeKindOf(facts.membership, key, record)) {
    case 'renewal-at-risk':
      return atRiskContent(facts, record.inputs as AtRiskInputs, asOf);
    case 'delivery-lost':
      return deliveryLostContent(facts, record.inputs as DeliveryLossInputs);
    case 'renewed':
    case 'reinstated':
      return renewedContent(facts.membership, facts.partner, record);
    case 'payment-reversed':
      return paymentReversedContent(facts, record, asOf);
    case 'upgraded':
      return upgradedContent(facts, record);
    case 'consolidated':
    case 'benefits-ended':
      return endedContent(facts, record);
    case 'expired':
      return expiredContent(facts, record);
    default:
      return renewalContent(facts, Number(key), asOf);
  }
}

function alertContent(
  { membership, partner }: RenewalFacts,
  key: string,
  record: StageRecord,
  asOf: CivilDate,
): OperatorAlertContent {
  return {
    kind: 'operator-alert',
    asOf,
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: membership.membershipId,
    alert: alertOf(membership, key, record),
  };
}

function alertOf(membership: Membership, key: string, record: StageRecord): OperatorAlertContent['alert'] {
  if (key === UNREACHABLE) return { code: 'last-admin-unreachable' };
  if (key === GIVEN_UP) return givenUpAlert(record);
  if (key === UNDELIVERED) return undeliveredAlert(record);
  if (isReversalKey(key)) return reversalAlert(record);
  if (key === LATE_PAYMENT) return latePaymentAlert(record);
  return {
    code: 'no-recipient',
    notice: noticeKindOf(membership, key, record),
    stage: record.stage,
    anniversary: anniversary({ ...membership, cycle: Number(record.period) }),
  };
}

/**
 * The part of a ledger that belongs to a workflow: the notices about the end to grace-expiry, all others to
 * renewal-notices.
 */
export function ledgerPartOf(ledger: Ledger, workflow: 'renewal-notices' | 'grace-expiry'): Ledger {
  return Object.fromEntries(Object.entries(ledger).filter(([key]) => isOfEnd(key) === (workflow === 'grace-expiry')));
}
