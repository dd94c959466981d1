/** The mail that courseware may no longer be delivered to others, since the last trainer went (R-MEM-10). */

import type { CivilDate } from '../../core/calendar.ts';
import type { Decision } from '../../core/decision.ts';
import { compareTexts } from '../../core/text.ts';
import { coursewareRights } from '../../eligibility/courseware-rights.ts';
import { allTerms, anniversary, type Membership } from '../../memberships/membership.ts';
import type { MembershipDecision } from '../../memberships/membership-decision.ts';
import { noticeSubject } from '../../memberships/notice-subject.ts';
import { isInForce } from '../../memberships/status.ts';
import { claimNoticesOrAlert, type NoticeDraft } from '../../notices/claim-notices.ts';
import type { DecisionContext } from '../../notices/decision-context.ts';
import { forgetRecords } from '../../notices/limits/forget-records.ts';
import { isLearning } from '../../offers/terms.ts';
import type { Partner } from '../../partners/partner.ts';
import { ADMINS, recipientsOf } from '../../partners/recipients.ts';
import { trainersSince } from '../../partners/trainers.ts';
import { isAtRiskKey } from '../at-risk-notice.ts';
import type { DeliveryLostContent } from '../contents.ts';
import type { RenewalFacts } from '../renewal-facts.ts';
import { losesRequirement } from '../standing.ts';
import { deliveryLostOn } from './courseware-loss.ts';

/** Prefix of the ledger's keys of these mails; the day of the loss follows. */
const DELIVERY_LOST = 'delivery-lost-';

/** Records of these mails kept in a membership's ledger: trainers may come and go any number of times (R-IMP-6). */
const KEPT = 6;

/** Whether what the record of this key tells is still so: there has been no trainer since that day. */
export function isStillLost(partner: Pick<Partner, 'history' | 'mctCount'>, key: string): boolean {
  const { has, since } = trainersSince(partner);
  return !has && (since === null || DELIVERY_LOST + since === key);
}

/** Whether the last trainer has gone again since: of that loss another membership may tell. */
function hasGoneAgain(partner: Partner, day: CivilDate): boolean {
  const { since } = trainersSince(partner);
  return since !== null && since > day;
}

export const isDeliveryLossKey = (key: string): boolean => key.startsWith(DELIVERY_LOST);

/** What the record of the mail keeps. */
export type DeliveryLossInputs = { since: CivilDate };

/**
 * The membership in whose ledger the admins are to be told that the last trainer goes: the first, by id, of those that
 * bring the offers. Null: nothing is lost, or the loss of this day is told or marked already.
 *
 * @param before the partner with its trainers
 * @param memberships all of the partner's
 */
export function deliveryLossTeller(
  before: Partner,
  memberships: readonly Membership[],
  on: CivilDate,
): Membership | null {
  if (!coursewareRights(before, memberships, on).delivery.isAllowed) return null;
  const isKnown = memberships.some((each) => each.untoldDeliveryLoss === on || each.notices[DELIVERY_LOST + on]);
  const bringsOffers = (each: Membership) => isInForce(each, on) && allTerms(each).some(isLearning);
  const [first] = memberships.filter(bringsOffers).toSorted((a, b) => compareTexts(a.membershipId, b.membershipId));
  return isKnown ? null : (first ?? null);
}

/**
 * Claims the mail, if the membership is marked: once for each loss. Not if there is a trainer again or was one since, if
 * the offers are lost too, of which another mail tells, or if a notice says so that a renewal is at risk. The same
 * membership comes back if it is not marked.
 */
export function decideDeliveryLoss(facts: RenewalFacts, context: DecisionContext): MembershipDecision {
  const { membership, partner, others = [] } = facts;
  const { untoldDeliveryLoss: since, ...told } = membership;
  if (since === undefined || since > context.asOf) return { membership, decisions: [] };
  const { purchase, delivery } = coursewareRights(partner, [membership, ...others], context.asOf);
  const isLost = purchase === 'partner-offers' && !delivery.isAllowed && !hasGoneAgain(partner, since);
  const isTold = [membership, ...others].some((each) => tellsLoss({ ...facts, membership: each }, since, context.asOf));
  if (!isLost || isTold) return { membership: told, decisions: [] };
  const draft = draftOf(membership, since);
  const record = claimNoticesOrAlert(draft, recipientsOf(partner, ADMINS), context);
  const notices = { ...membership.notices, [draft.key]: record };
  return {
    membership: forgetRecords({ ...told, notices }, KEPT, isDeliveryLossKey),
    decisions: [decisionOf(membership, draft)],
  };
}

/**
 * Whether a notice that the membership's renewal is at risk was decided since that day, or is on `asOf`, and names the
 * loss.
 */
function tellsLoss(facts: RenewalFacts, since: CivilDate, asOf: CivilDate): boolean {
  if (deliveryLostOn(facts, asOf) === null) return false;
  const wasTold = Object.entries(facts.membership.notices).some(
    ([key, { decidedOn }]) => isAtRiskKey(key) && decidedOn >= since,
  );
  return wasTold || losesRequirement(facts, asOf);
}

const draftOf = (membership: Membership, since: CivilDate): NoticeDraft => ({
  ...noticeSubject(membership),
  key: DELIVERY_LOST + since,
  stage: null,
  kind: 'delivery-lost',
  rule: 'R-MEM-10',
  reason: `there is no trainer (MCT) since ${since}: courseware may not be delivered to others`,
  inputs: { anniversary: anniversary(membership), since },
});

const decisionOf = (
  { partnerId, membershipId, cycle }: Membership,
  { rule, reason, inputs }: NoticeDraft,
): Decision => ({
  ...{ what: 'delivery-lost', partnerId, membershipId, cycle, stage: null, rule, reason, inputs },
});

/** The content of the mail, from the inputs of its record. */
export function deliveryLostContent(
  { membership, partner }: Pick<RenewalFacts, 'membership' | 'partner'>,
  { since }: DeliveryLossInputs,
): DeliveryLostContent {
  const { partnerId, membershipId, terms, cycle } = membership;
  return { kind: 'delivery-lost', partnerId, partnerName: partner.name, membershipId, terms, cycle, since };
}
