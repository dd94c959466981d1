/** The alert that a notice reached none of its recipients (R-NOT-7). */
import type { CivilDate } from '../../core/calendar.ts';
import { truncate } from '../../core/text.ts';
import { claimOperatorAlert, type NoticeDraft } from '../claim-notices.ts';
import type { DecisionContext } from '../decision-context.ts';
import type { Ledger, StageRecord } from '../notice-state.ts';
import type { OperatorAlertContent } from '../operator-alert.ts';

/** The ledger's key of the alert. */
export const UNDELIVERED = 'undelivered';

/** Recipients named in the alert, and characters of each reason. */
const MOST_NAMED = 10;
const LONGEST_REASON = 150;

/** Whether no recipient at the partner received the notice. False while a copy is open or uncertain. */
export function reachedNobody({ notices }: StageRecord): boolean {
  const copies = notices.filter(({ role }) => role !== 'operator');
  return copies.length > 0 && copies.every(({ state }) => state.status === 'undeliverable');
}

/**
 * The record of the alert; null if the ledger already has one under `key`: once per cycle of a membership or month of a
 * listing.
 */
export function claimUndeliveredAlert(
  record: StageRecord,
  ledger: Ledger,
  alert: Pick<NoticeDraft, 'partnerId' | 'subject' | 'period' | 'key'>,
  context: DecisionContext,
): StageRecord | null {
  if (ledger[alert.key] !== undefined) return null;
  const reason = 'a notice reached none of its recipients: the operators are told';
  const draft = { ...alert, stage: null, kind: 'operator-alert', rule: 'R-NOT-7', reason } as const;
  return claimOperatorAlert({ ...draft, inputs: { undelivered: factsOf(record) } }, context);
}

type Facts = Omit<Extract<OperatorAlertContent['alert'], { code: 'undelivered' }>, 'code'>;

function factsOf({ notices, stage, inputs }: StageRecord): Facts {
  const copies = notices.filter(({ role }) => role !== 'operator');
  const recipients = copies.slice(0, MOST_NAMED).map(({ to, state }) => ({
    to,
    reason: state.status === 'undeliverable' ? truncate(state.reason, LONGEST_REASON) : '',
  }));
  const anniversary = typeof inputs.anniversary === 'string' ? (inputs.anniversary as CivilDate) : null;
  return {
    notice: copies[0]?.kind ?? 'renewal',
    stage,
    anniversary,
    recipients,
    more: copies.length - recipients.length,
  };
}

/** The content of the alert, from the inputs of its record. */
export function undeliveredAlert({ inputs }: StageRecord): OperatorAlertContent['alert'] {
  return { code: 'undelivered', ...(inputs.undelivered as Facts) };
}
