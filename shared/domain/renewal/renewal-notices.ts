/** Which renewal notice a membership is due (R-NOT). */

import type { CivilDate } from '../core/calendar.ts';
import type { Decision } from '../core/decision.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import type { MembershipDecision } from '../memberships/membership-decision.ts';
import { isInForce } from '../memberships/status.ts';
import { claimNotices, claimUnreachableAlert, type NoticeDraft, skipNotices } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import type { StageRecord } from '../notices/notice-state.ts';
import type { Recipient } from '../partners/partner.ts';
import { isReviewed } from '../partners/profile-review.ts';
import { ADMINS, ADMINS_AND_REVIEWERS, recipientsOf } from '../partners/recipients.ts';
import { eligibilityOn, type RenewalFacts } from './renewal-facts.ts';
import { dueStages } from './stages.ts';

/**
 * The membership with the notices of the latest due stage claimed and the earlier ones skipped (R-NOT-3). After the window
 * only the expiry notice is left to say anything, so that every stage that was missed is skipped (R-NOT-4). The same membership
 * comes back if nothing is due.
 */
export function decideNotices(facts: RenewalFacts, context: DecisionContext): MembershipDecision {
  const { membership } = facts;
  const due = dueStages(membership, context.asOf, facts.config);
  if (due.length === 0) return { membership, decisions: [] };
  const latest = isInForce(membership, context.asOf) ? due.at(-1) : undefined;
  const records = due.map((stage): [number, StageRecord] => [
    stage,
    stage === latest ? claimStage(stage, facts, context) : skipStage(stage, latest, facts, context),
  ]);
  const added = Object.fromEntries(records.map(([stage, record]) => [String(stage), record]));
  return {
    membership: { ...membership, notices: { ...membership.notices, ...added } },
    decisions: records.map(([, record]) => stageDecision(membership, record)),
  };
}

/** Who gets a renewal notice on a day: reviewers too while the profile review is missing (R-ROLE-2, R-ROLE-3). */
export function noticeRecipients(facts: RenewalFacts, asOf: CivilDate): Recipient[] {
  const reviewed = isReviewed(facts.partner, asOf, facts.config.profileReviewMaxAgeDays);
  return recipientsOf(facts.partner, reviewed ? ADMINS : ADMINS_AND_REVIEWERS);
}

function claimStage(stage: number, facts: RenewalFacts, context: DecisionContext): StageRecord {
  const recipients = noticeRecipients(facts, context.asOf);
  const of = renewalDraft(stage, facts, context, 'R-NOT-1', `stage ${stage} of the renewal is due`);
  if (recipients.length > 0) return claimNotices(of, recipients, context);
  return hasUnreachableAlert(facts.membership)
    ? skipNotices(
        { ...of, rule: 'R-ROLE-4', reason: 'nobody to tell; the operators were told before' },
        [],
        'no-recipient',
        context,
      )
    : claimUnreachableAlert({ ...of, reason: 'nobody to tell: the operators are' }, context);
}

/** Whether the operators were told in this cycle that nobody is left to tell: once is enough, the contacts are as empty at the next stage (R-ROLE-4). */
export function hasUnreachableAlert(membership: Membership): boolean {
  const told = Object.values(membership.notices).filter(({ rule }) => rule === 'R-ROLE-4');
  return told.some(({ notices }) => notices.some(({ kind }) => kind === 'operator-alert'));
}

function skipStage(
  stage: number,
  latest: number | undefined,
  facts: RenewalFacts,
  context: DecisionContext,
): StageRecord {
  const reason =
    latest === undefined ? 'superseded: the window had closed' : `superseded by stage ${latest}, due on the same run`;
  const of = renewalDraft(stage, facts, context, 'R-NOT-3', reason);
  return skipNotices(of, noticeRecipients(facts, context.asOf), 'superseded', context);
}

function renewalDraft(
  stage: number,
  facts: RenewalFacts,
  context: DecisionContext,
  rule: string,
  reason: string,
): NoticeDraft {
  const { membership } = facts;
  const ad = anniversary(membership);
  return {
    partnerId: membership.partnerId,
    subject: membership.membershipId,
    period: String(membership.cycle),
    key: String(stage),
    stage,
    kind: 'renewal',
    rule,
    reason,
    inputs: {
      anniversary: ad,
      asOf: context.asOf,
      eligibility: eligibilityOn(facts, context.asOf).state,
      profileReviewed: isReviewed(facts.partner, context.asOf, facts.config.profileReviewMaxAgeDays),
    },
  };
}

/** What the decision about a stage is to a reader of reports. */
export function stageDecision(membership: Membership, record: StageRecord): Decision {
  const sent = record.notices.some(({ state }) => state.status === 'claimed');
  return {
    what: sent ? 'notice-due' : 'notice-skipped',
    partnerId: membership.partnerId,
    membershipId: membership.membershipId,
    cycle: Number(record.period),
    stage: record.stage,
    rule: record.rule,
    reason: record.reason,
    inputs: record.inputs,
  };
}
