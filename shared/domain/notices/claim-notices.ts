/** How a decision about notices becomes a record of the ledger (R-NOT-2). */
import { stampOf } from '../core/stamp.ts';
import type { Recipient } from '../partners/partner.ts';
import type { DecisionContext, SilentContext } from './decision-context.ts';
import { formatNoticeId, recipientKey } from './notice-id.ts';
import type { NoticeKind } from './notice-kind.ts';
import type { Ledger, NoticeEntry, NoticeState, SkipReason, StageRecord } from './notice-state.ts';

export type NoticeDraft = {
  partnerId: string;
  /** A membership's id, `listing`, or `-`. */
  subject: string;
  period: string;
  /** Tells apart notices of the same period and key; none: there is only one edition. */
  edition?: string | undefined;
  /** The ledger's key. */
  key: string;
  stage: number | null;
  kind: NoticeKind;
  rule: string;
  reason: string;
  inputs: Record<string, unknown>;
};

/**
 * The record of a draft, with one claimed notice for each recipient. Whoever decides writes the record, then sends the
 * notices.
 *
 * @example
 * const now = '2027-08-02T08:00:00Z';
 * const record = claimNotices(draft, recipientsOf(partner, ADMINS), { ...context, runId: 'r-1', now });
 * record.notices[0]?.state;
 * // { status: 'claimed', attempt: 1, claimedAt: '2027-08-02T08:00:00Z', runId: 'r-1', on: '2027-08-02' }
 */
export function claimNotices(draft: NoticeDraft, recipients: Recipient[], context: DecisionContext): StageRecord {
  const state: NoticeState = {
    status: 'claimed',
    attempt: 1,
    claimedAt: context.now,
    runId: context.runId,
    on: context.asOf,
  };
  return recordOf(draft, recipients, state, context);
}

/** Notices claimed for the recipients; if there is none, the operators' alert (R-ROLE-4). */
export function claimNoticesOrAlert(
  draft: NoticeDraft,
  recipients: Recipient[],
  context: DecisionContext,
): StageRecord {
  return recipients.length > 0 ? claimNotices(draft, recipients, context) : claimUnreachableAlert(draft, context);
}

/** A record whose notices are not sent, and why. */
export function skipNotices(
  draft: NoticeDraft,
  recipients: Recipient[],
  reason: SkipReason,
  context: SilentContext,
): StageRecord {
  return recordOf(draft, recipients, { status: 'skipped', reason }, context);
}

/** The drafts of several stages, skipped for one reason: by the ledger's key. */
export function skipDrafts(
  drafts: readonly NoticeDraft[],
  recipients: Recipient[],
  reason: SkipReason,
  context: SilentContext,
): Ledger {
  return Object.fromEntries(drafts.map((draft) => [draft.key, skipNotices(draft, recipients, reason, context)]));
}

/** The operators' alert instead of a notice that no recipient can get (R-ROLE-4). */
export function claimUnreachableAlert(draft: NoticeDraft, context: DecisionContext): StageRecord {
  return claimOperatorAlert({ ...draft, rule: 'R-ROLE-4' }, context);
}

/** The record of an alert to the operators. */
export function claimOperatorAlert(draft: NoticeDraft, context: DecisionContext): StageRecord {
  const operator: Recipient = { to: context.operators, name: 'Program operators', role: 'operator', locale: 'en' };
  return claimNotices({ ...draft, kind: 'operator-alert' }, [operator], context);
}

function recordOf(
  draft: NoticeDraft,
  recipients: Recipient[],
  state: NoticeState,
  context: SilentContext,
): StageRecord {
  const { partnerId, subject, period, edition, key, stage, kind, rule, reason, inputs } = draft;
  const keyOfEdition = edition === undefined ? key : `${key}.${edition}`;
  const entryFor = (recipient: Recipient): NoticeEntry => ({
    ...recipient,
    noticeId: formatNoticeId({
      partnerId,
      subject,
      period,
      stage: keyOfEdition,
      recipient: recipientKey(recipient.to),
    }),
    kind,
    state,
  });
  return {
    stage,
    period,
    decidedOn: context.asOf,
    ...stampOf(context),
    rule,
    reason,
    inputs,
    notices: recipients.map(entryFor),
  };
}
