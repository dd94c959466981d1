/** The mails about a reversed payment, to the admins and to the operators (R-REN-9). */
import { type CivilDate, windowOf } from '../../core/calendar.ts';
import { anniversary, type Membership, type Reversal, togetherOf } from '../../memberships/membership.ts';
import { noticeSubject } from '../../memberships/notice-subject.ts';
import { payableThrough } from '../../memberships/order.ts';
import { claimNotices, claimOperatorAlert, type NoticeDraft, skipNotices } from '../../notices/claim-notices.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import type { Ledger, StageRecord } from '../../notices/notice-state.ts';
import type { OperatorAlertContent } from '../../notices/operator-alert.ts';
import type { Partner } from '../../partners/partner.ts';
import { ADMINS, recipientsOf } from '../../partners/recipients.ts';
import { calendarEntryOf } from '../calendar-entry.ts';
import { type PaymentReversedContent, renewalState } from '../contents.ts';
import type { RenewalFacts } from '../renewal-facts.ts';

const TO_ADMINS = 'payment-reversed-';
const TO_OPERATORS = 'reversal-alert-';

/** Whether a record of the ledger is about a reversal. */
export const isReversalKey = (key: string): boolean => key.startsWith(TO_ADMINS) || key.startsWith(TO_OPERATORS);

/** Both mails of the latest reversal, claimed. Their keys have its number: each reversal has its own. */
export function claimReversalNotices(membership: Membership, partner: Partner, context: DecisionContext): Ledger {
  const number = membership.reversals.length;
  const reversal = membership.reversals[number - 1] as Reversal;
  const { payment, cause, ticket } = reversal;
  const draft: NoticeDraft = {
    ...noticeSubject(membership),
    key: `${TO_ADMINS}${number}`,
    stage: null,
    kind: 'payment-reversed',
    rule: 'R-REN-9',
    reason: describeReversal(reversal),
    inputs: { reference: payment.reference, paidOn: payment.paidOn, cause, ticket, number },
  };
  const recipients = recipientsOf(partner, ADMINS);
  // Nobody else tells the operators that the mail to the admins went to nobody (R-ROLE-4).
  const told = recipients.length > 0 ? draft.inputs : { ...draft.inputs, isNobodyTold: true };
  const alert: NoticeDraft = { ...draft, key: `${TO_OPERATORS}${number}`, inputs: told };
  return {
    [draft.key]:
      recipients.length > 0
        ? claimNotices(draft, recipients, context)
        : skipNotices(draft, recipients, 'no-recipient', context),
    [alert.key]: claimOperatorAlert(alert, context),
  };
}

export const describeReversal = ({ payment, cause, ticket }: Reversal): string =>
  `the payment ${payment.reference} of ${payment.paidOn} is reversed (${cause}, ticket ${ticket})`;

/** The content of the mail to the admins: what holds on the day on which it is sent. */
export function paymentReversedContent(
  facts: RenewalFacts,
  { inputs }: StageRecord,
  asOf: CivilDate,
): PaymentReversedContent {
  const { membership, partner } = facts;
  const { cause, payment, paid } = membership.reversals[Number(inputs.number) - 1] as Reversal;
  const now = stateAfter(membership, asOf);
  const isOpen = paid === 'renewal' && now.code === 'payable';
  return {
    kind: 'payment-reversed',
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: membership.membershipId,
    terms: membership.terms,
    cycle: membership.cycle,
    together: togetherOf(membership),
    paid,
    cause,
    paidOn: payment.paidOn,
    now,
    renewal: isOpen ? renewalState(facts, asOf) : null,
    ...(isOpen && { calendarEntry: calendarEntryOf(membership, false) }),
  };
}

function stateAfter(membership: Membership, asOf: CivilDate): PaymentReversedContent['now'] {
  const { status } = membership;
  switch (status.name) {
    case 'expired':
      return { code: 'expired', on: status.expiredOn };
    case 'superseded':
      return { code: 'superseded', on: status.on, by: status.by };
    case 'ordered':
    case 'lapsed':
      return payable(payableThrough(status.createdOn), asOf);
    case 'active':
    case 'moved':
      return payable(windowOf(anniversary(membership)).closes, asOf);
  }
}

const payable = (through: CivilDate, asOf: CivilDate): PaymentReversedContent['now'] => ({
  code: asOf <= through ? 'payable' : 'over',
  through,
});

/** The content of the alert, from the inputs of its record. */
export function reversalAlert({ inputs }: StageRecord): OperatorAlertContent['alert'] {
  const { reference, paidOn, cause, ticket, isNobodyTold } = inputs as {
    reference: string;
    paidOn: CivilDate;
    cause: string;
    ticket: string;
    isNobodyTold?: boolean;
  };
  const payment = { reference, paidOn, cause, ticket };
  return { code: 'payment-reversed', ...payment, isNobodyTold: isNobodyTold === true };
}
