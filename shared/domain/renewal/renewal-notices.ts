/** Which renewal notice a membership is due (R-NOT). */

import type { Benefits } from '../benefits/benefit.ts';
import { endingLicences } from '../benefits/ending.ts';
import type { ProgramConfig } from '../config/program-config.ts';
import { addDays, type CivilDate, daysBetween, windowOf } from '../core/calendar.ts';
import type { Decision } from '../core/decision.ts';
import type { Eligibility, Evidence } from '../eligibility/eligibility.ts';
import { renewalEligibility } from '../eligibility/joint-renewal.ts';
import { anniversary, isBought, isInForce, type Membership } from '../memberships/membership.ts';
import type { MembershipDecision } from '../memberships/membership-decision.ts';
import type { StageRecord } from '../notices/notice-state.ts';
import {
  claimNobodyToTellAlert,
  claimNotices,
  type DecisionContext,
  type NoticeDraft,
  skipNotices,
} from '../notices/stage-record.ts';
import { lossesOf } from '../offers/losses.ts';
import type { Partner, Recipient } from '../partners/partner.ts';
import { isReviewed } from '../partners/profile-review.ts';
import { ADMINS, ADMINS_AND_REVIEWERS, recipientsOf } from '../partners/recipients.ts';
import type { Skills } from '../people/skills.ts';
import type { RenewalContent } from './contents.ts';
import { missingOn } from './missing.ts';

/** Everything the rules of a renewal look at. */
export type RenewalFacts = {
  membership: Membership;
  partner: Partner;
  kpi: Evidence['kpi'];
  skills: Skills;
  benefits: Benefits;
  config: ProgramConfig;
};

/** Stages that are due and not in the ledger yet, earliest first. */
export function dueStages(
  membership: Membership,
  asOf: CivilDate,
  config: Pick<ProgramConfig, 'noticeStages'>,
): number[] {
  if (!isBought(membership)) return [];
  const ad = anniversary(membership);
  return openStages(membership, config).filter((stage) => addDays(ad, stage) <= asOf);
}

/** Stages of this cycle that nothing has been decided about, earliest first. */
export function openStages(membership: Membership, config: Pick<ProgramConfig, 'noticeStages'>): number[] {
  const undecided = config.noticeStages.filter((stage) => membership.notices[String(stage)] === undefined);
  return undecided.toSorted((a, b) => a - b);
}

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
    stage === latest ? noticeOf(stage, facts, context) : skippedOf(stage, latest, facts, context),
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

function noticeOf(stage: number, facts: RenewalFacts, context: DecisionContext): StageRecord {
  const recipients = noticeRecipients(facts, context.asOf);
  const of = recordFor(stage, facts, context, 'R-NOT-1', `stage ${stage} of the renewal is due`);
  if (recipients.length > 0) return claimNotices(of, recipients, context);
  return wereOperatorsTold(facts.membership)
    ? skipNotices(
        { ...of, rule: 'R-ROLE-4', reason: 'nobody to tell; the operators were told before' },
        [],
        'no-recipient',
        context,
      )
    : claimNobodyToTellAlert({ ...of, reason: 'nobody to tell: the operators are' }, context);
}

/** Whether the operators were told in this cycle that nobody is left to tell: once is enough, the contacts are as empty at the next stage (R-ROLE-4). */
export function wereOperatorsTold(membership: Membership): boolean {
  const told = Object.values(membership.notices).filter(({ rule }) => rule === 'R-ROLE-4');
  return told.some(({ notices }) => notices.some(({ kind }) => kind === 'operator-alert'));
}

function skippedOf(
  stage: number,
  latest: number | undefined,
  facts: RenewalFacts,
  context: DecisionContext,
): StageRecord {
  const reason =
    latest === undefined ? 'superseded: the window had closed' : `superseded by stage ${latest}, due on the same run`;
  const of = recordFor(stage, facts, context, 'R-NOT-3', reason);
  return skipNotices(of, noticeRecipients(facts, context.asOf), 'superseded', context);
}

function recordFor(
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

/** As things stand on a day. */
export function eligibilityOn(facts: Pick<RenewalFacts, 'membership'> & Evidence, on: CivilDate): Eligibility {
  return renewalEligibility(facts.membership, facts, on);
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

/** What a renewal notice says on a day, whatever stage sends it: the days that really remain (R-NOT-3, R-NOT-5). */
export function renewalContent(facts: RenewalFacts, stage: number, asOf: CivilDate): RenewalContent {
  const { membership, partner, config } = facts;
  const ad = anniversary(membership);
  const window = windowOf(ad);
  const eligibility = eligibilityOn(facts, asOf);
  return {
    kind: 'renewal',
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: membership.membershipId,
    terms: membership.terms,
    cycle: membership.cycle,
    stage,
    asOf,
    anniversary: ad,
    windowOpens: window.opens,
    windowCloses: window.closes,
    daysLeft: Math.max(0, daysBetween(asOf, window.closes)),
    daysUntilOpen: daysBetween(asOf, window.opens),
    missing: missingOn(asOf, eligibility, partner, config),
    extension: eligibility.state === 'waived' ? { id: eligibility.extension } : null,
    losses: lossesOf(membership.terms),
    licences: endingLicences(facts.benefits, membership.membershipId),
  };
}
