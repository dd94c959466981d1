/** The content of a membership's notice, as of the moment at which it is sent. */

import type { CivilDate } from '../../domain/core/calendar.ts';
import { upgradedContent } from '../../domain/enrolment/upgrade-notice.ts';
import {
  anniversary,
  CONFIRMATION,
  isEndedKey,
  type Membership,
  type Standing,
  UPGRADED,
} from '../../domain/memberships/membership.ts';
import { GIVEN_UP, givenUpAlert } from '../../domain/notices/giving-up.ts';
import type { Ledger, StageRecord } from '../../domain/notices/notice-state.ts';
import type { OperatorAlertContent } from '../../domain/notices/operator-alert.ts';
import { UNDELIVERED, undeliveredAlert } from '../../domain/notices/undelivered.ts';
import { UNREACHABLE } from '../../domain/notices/unreachable.ts';
import { atRiskContent, isAtRiskKey } from '../../domain/renewal/at-risk-notice.ts';
import { renewalContent } from '../../domain/renewal/contents.ts';
import { endedContent } from '../../domain/renewal/ending/end-notice.ts';
import { expiredContent } from '../../domain/renewal/expiry.ts';
import { renewedContent } from '../../domain/renewal/payment/confirmation.ts';
import { LATE_PAYMENT, latePaymentAlert } from '../../domain/renewal/payment/late-payment-alert.ts';
import type { RenewalFacts } from '../../domain/renewal/renewal-facts.ts';
import { EXPIRY_STAGE, isOfEnd } from '../../domain/renewal/stages.ts';
import type { NoticeContent } from '../../mail/compose/notice-content.ts';
import type { Claim } from '../../mail/deliver.ts';

export function membershipContent(facts: RenewalFacts, { key, record, entry }: Claim, asOf: CivilDate): NoticeContent {
  if (entry.kind === 'operator-alert') return alertContent(facts, key, record, asOf);
  if (isAtRiskKey(key)) return atRiskContent(facts.membership, facts.partner, decisionInputs(record), asOf);
  if (key === CONFIRMATION) return renewedContent(facts.membership, facts.partner);
  if (key === UPGRADED) return upgradedContent(facts, record);
  if (isEndedKey(key)) return endedContent(facts, record);
  if (key === String(EXPIRY_STAGE)) return expiredContent(facts, record);
  return renewalContent(facts, record.stage ?? 0, asOf);
}

const decisionInputs = ({ inputs }: StageRecord) => inputs as Pick<Standing, 'since' | 'shortfalls'>;

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
  if (key === LATE_PAYMENT) return latePaymentAlert(record);
  return { code: 'no-recipient', stage: record.stage ?? 0, anniversary: anniversary(membership) };
}

/** The part of a ledger that belongs to a workflow: the notices about the end to grace-expiry, all others to renewal-notices. */
export function ledgerPartOf(ledger: Ledger, workflow: 'renewal-notices' | 'grace-expiry'): Ledger {
  return Object.fromEntries(Object.entries(ledger).filter(([key]) => isOfEnd(key) === (workflow === 'grace-expiry')));
}
