/** The notices of a renewal's stages (R-NOT). */

import type { CivilDate } from '../core/calendar.ts';
import type { Decision } from '../core/decision.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import type { MembershipDecision } from '../memberships/membership-decision.ts';
import { noticeSubject } from '../memberships/notice-subject.ts';
import { isInForce } from '../memberships/status.ts';
import { claimNotices, claimUnreachableAlert, type NoticeDraft, skipNotices } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import type { StageRecord } from '../notices/notice-state.ts';
import { isToldOn } from '../notices/told-on.ts';
import type { Recipient } from '../partners/partner.ts';
import { isReviewed } from '../partners/profile-review.ts';
import { ADMINS, ADMINS_AND_REVIEWERS, recipientsOf } from '../partners/recipients.ts';
import { declinedReason } from './corrections/decline.ts';
import { eligibilityOn, type RenewalFacts } from './renewal-facts.ts';
import { dueStages, latestDecided, stageToTell } from './stages.ts';

/**
 * Claims the notices of the latest due stage and skips those of earlier stages (R-NOT-3). After the window every missed
 * stage is skipped: only the expiry notice is sent then (R-NOT-4). Of a declined renewal every stage is skipped
 * (R-REN-8). The same membership comes back if no stage is due, and if somebody was told on the same day of an
 * anniversary that was corrected since: then the next run decides.
 *
 * @example
 * // purchased on 2020-09-01, cycle 7: AD 2027-09-01; nothing has run since 2027-08-01
 * const { membership } = decideNotices(facts, { ...context, asOf: '2027-08-20' });
 * Object.keys(membership.notices); // ['-30', '-15']: -30 is skipped as superseded, -15 is claimed
 */
export function decideNotices(facts: RenewalFacts, context: DecisionContext): MembershipDecision {
  const { membership } = facts;
  const due = dueStages(membership, context.asOf, facts.config);
  if (due.length === 0) return { membership, decisions: [] };
  const isTold = isInForce(membership, context.asOf) && membership.declined === null;
  const latest = isTold ? stageToTell(membership, due) : null;
  if (latest !== null && isAnyTold(facts, context.asOf)) return { membership, decisions: [] };
  const records = due.map((stage): [number, StageRecord] => [
    stage,
    stage === latest ? claimStage(stage, facts, context) : skipStage(stage, latest, facts, context),
  ]);
  const newRecords = Object.fromEntries(records.map(([stage, record]) => [String(stage), record]));
  return {
    membership: { ...membership, notices: { ...membership.notices, ...newRecords } },
    decisions: records.map(([, record]) => stageDecision(membership, record)),
  };
}

/**
 * Recipients of a renewal notice on a day; while the profile review is missing, the reviewers too (R-ROLE-2, R-ROLE-3).
 */
export function noticeRecipients(facts: RenewalFacts, asOf: CivilDate): Recipient[] {
  const hasReview = isReviewed(facts.partner, asOf, facts.config.profileReviewMaxAgeDays);
  return recipientsOf(facts.partner, hasReview ? ADMINS : ADMINS_AND_REVIEWERS);
}

/** Of an anniversary that was corrected since (R-MEM-9): its successor waits for the next run (R-NOT-3). */
const isAnyTold = (facts: RenewalFacts, asOf: CivilDate): boolean =>
  noticeRecipients(facts, asOf).some((recipient) => isToldOn(facts.membership.notices, recipient, asOf));

function claimStage(stage: number, facts: RenewalFacts, context: DecisionContext): StageRecord {
  const recipients = noticeRecipients(facts, context.asOf);
  const draft = renewalDraft(stage, facts, context, 'R-NOT-1', `stage ${stage} of the renewal is due`);
  if (recipients.length > 0) return claimNotices(draft, recipients, context);
  return hasUnreachableAlert(facts.membership)
    ? skipNotices(
        { ...draft, rule: 'R-ROLE-4', reason: 'nobody to tell; the operators were told before' },
        [],
        'no-recipient',
        context,
      )
    : claimUnreachableAlert({ ...draft, reason: 'nobody to tell: the operators are' }, context);
}

/**
 * Whether the operators were alerted in this cycle that no recipient is reachable: one alert a cycle is enough
 * (R-ROLE-4).
 */
export function hasUnreachableAlert(membership: Membership): boolean {
  const alerts = Object.values(membership.notices).filter(
    ({ rule, period }) => rule === 'R-ROLE-4' && period === String(membership.cycle),
  );
  return alerts.some(({ notices }) => notices.some(({ kind }) => kind === 'operator-alert'));
}

function skipStage(stage: number, latest: number | null, facts: RenewalFacts, context: DecisionContext): StageRecord {
  const recipients = noticeRecipients(facts, context.asOf);
  const { declined } = facts.membership;
  if (declined !== null) {
    const draft = renewalDraft(stage, facts, context, 'R-REN-8', declinedReason(declined));
    return skipNotices(draft, recipients, 'declined', context);
  }
  const reason = supersededReason(facts.membership, latest, context.asOf);
  return skipNotices(renewalDraft(stage, facts, context, 'R-NOT-3', reason), recipients, 'superseded', context);
}

function supersededReason(membership: Membership, latest: number | null, asOf: CivilDate): string {
  if (latest !== null) return `superseded by stage ${latest}, due on the same run`;
  if (!isInForce(membership, asOf)) return 'superseded: the window had closed';
  return `superseded by stage ${latestDecided(membership.notices)}, which was decided before`;
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
    ...noticeSubject(membership),
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

/** The decision about a stage, for reports. */
export function stageDecision(membership: Membership, record: StageRecord): Decision {
  const isClaimed = record.notices.some(({ state }) => state.status === 'claimed');
  return {
    what: isClaimed ? 'notice-due' : 'notice-skipped',
    partnerId: membership.partnerId,
    membershipId: membership.membershipId,
    cycle: Number(record.period),
    stage: record.stage,
    rule: record.rule,
    reason: record.reason,
    inputs: record.inputs,
  };
}
