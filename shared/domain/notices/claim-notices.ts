/** How the ledger's records of a stage are made. */
import { stampOf } from '../core/stamp.ts';
import type { Recipient } from '../partners/partner.ts';
import type { DecisionContext, SilentContext } from './decision-context.ts';
import { formatNoticeId, recipientKey } from './notice-id.ts';
import type { NoticeKind } from './notice-kind.ts';
import type { NoticeEntry, NoticeState, StageRecord } from './notice-state.ts';
export type NoticeDraft = {
  partnerId: string;
  /** A membership's id, `listing`, or `-`. */
  subject: string;
  period: string;
  /** The ledger's key. */
  key: string;
  stage: number | null;
  kind: NoticeKind;
  rule: string;
  reason: string;
  inputs: Record<string, unknown>;
};

/** A record whose notices are claimed by whoever decides, to be sent right after it is written. */
export function claimNotices(of: NoticeDraft, recipients: Recipient[], context: DecisionContext): StageRecord {
  const state: NoticeState = {
    status: 'claimed',
    attempt: 1,
    claimedAt: context.now,
    runId: context.runId,
    on: context.asOf,
  };
  return recordOf(of, recipients, state, context);
}

/** A record whose notices are left unsent for a reason. */
export function skipNotices(
  of: NoticeDraft,
  recipients: Recipient[],
  skip: Extract<NoticeState, { status: 'skipped' }>['reason'],
  context: SilentContext,
): StageRecord {
  return recordOf(of, recipients, { status: 'skipped', reason: skip }, context);
}

/** A record of a stage for which there was nobody to tell: the operators are (R-ROLE-4). */
export function claimUnreachableAlert(of: NoticeDraft, context: DecisionContext): StageRecord {
  return claimOperatorAlert({ ...of, rule: 'R-ROLE-4' }, context);
}

/** A record of what the operators are told. */
export function claimOperatorAlert(of: NoticeDraft, context: DecisionContext): StageRecord {
  const operator: Recipient = { to: context.operators, name: 'Program operators', role: 'operator', locale: 'en' };
  return claimNotices({ ...of, kind: 'operator-alert' }, [operator], context);
}

function recordOf(of: NoticeDraft, recipients: Recipient[], state: NoticeState, context: SilentContext): StageRecord {
  const notice = (recipient: Recipient): NoticeEntry => ({
    ...recipient,
    noticeId: formatNoticeId({
      partnerId: of.partnerId,
      subject: of.subject,
      period: of.period,
      stage: of.key,
      recipient: recipientKey(recipient.to),
    }),
    kind: of.kind,
    state,
  });
  return {
    stage: of.stage,
    period: of.period,
    decidedOn: context.asOf,
    ...stampOf(context),
    rule: of.rule,
    reason: of.reason,
    inputs: of.inputs,
    notices: recipients.map(notice),
  };
}
