/** The end of an unpaid membership (R-EXP). */
import { endingLicences } from '../benefits/ending-licences.ts';
import { expiryOf, windowOf } from '../core/calendar.ts';
import type { Decision } from '../core/decision.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import type { MembershipDecision } from '../memberships/membership-decision.ts';
import { decideLapse } from '../memberships/order.ts';
import { claimNotices, claimUnreachableAlert, type NoticeDraft, skipNotices } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { lossesOf } from '../offers/losses.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import type { ExpiredContent } from './contents.ts';
import type { RenewalFacts } from './renewal-facts.ts';
import { openStages } from './stages.ts';

/** The stage of the expiry notice: days after the AD (R-NOT-1). */
export const EXPIRY_STAGE = 31;

/** Whether a membership is to expire on a day: unpaid when AD+30 has passed (R-CAL-4). A paid one has another AD (R-EXP-2). */
export function mustExpire(membership: Membership, asOf: DecisionContext['asOf']): boolean {
  return membership.status.name === 'active' && asOf >= expiryOf(anniversary(membership));
}

/** The membership as expired from AD+31, however late the run is (R-NOT-4), with its expiry notice claimed; or an order as lapsed. */
export function decideExpiry(facts: RenewalFacts, context: DecisionContext): MembershipDecision {
  const { membership, partner } = facts;
  if (membership.status.name === 'ordered') return decideLapse(membership, context);
  if (!mustExpire(membership, context.asOf)) return { membership, decisions: [] };
  const ad = anniversary(membership);
  const of = expiryDraft(facts, context);
  const recipients = recipientsOf(partner, ADMINS);
  const record = recipients.length > 0 ? claimNotices(of, recipients, context) : claimUnreachableAlert(of, context);
  const skipped = openStages(membership, facts.config).map((stage) => [
    String(stage),
    skipNotices(
      { ...of, key: String(stage), stage, kind: 'renewal', rule: 'R-NOT-3', reason: 'superseded by the expiry notice' },
      recipients,
      'superseded',
      context,
    ),
  ]);
  return {
    membership: {
      ...membership,
      status: { name: 'expired', expiredOn: expiryOf(ad) },
      notices: { ...membership.notices, ...Object.fromEntries(skipped), [String(EXPIRY_STAGE)]: record },
    },
    decisions: [expiryDecision(of)],
  };
}

function expiryDraft({ membership, benefits }: RenewalFacts, context: DecisionContext): NoticeDraft {
  const licences = endingLicences(benefits, membership.membershipId).length;
  const ad = anniversary(membership);
  return {
    partnerId: membership.partnerId,
    subject: membership.membershipId,
    period: String(membership.cycle),
    key: String(EXPIRY_STAGE),
    stage: EXPIRY_STAGE,
    kind: 'expired',
    rule: 'R-EXP-1',
    reason: `unpaid when the window closed on ${windowOf(ad).closes}`,
    inputs: {
      anniversary: ad,
      windowClosed: windowOf(ad).closes,
      asOf: context.asOf,
      ...(licences > 0 && { licencesEnded: licences }),
    },
  };
}

function expiryDecision(of: NoticeDraft): Decision {
  const { partnerId, subject, period, stage, rule, reason, inputs } = of;
  return { what: 'expired', partnerId, membershipId: subject, cycle: Number(period), stage, rule, reason, inputs };
}

/** What the expiry notice says (R-EXP-1, R-LIC-6). */
export function expiredContent({
  membership,
  partner,
  benefits,
}: Pick<RenewalFacts, 'membership' | 'partner' | 'benefits'>): ExpiredContent {
  const ad = anniversary(membership);
  return {
    kind: 'expired',
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: membership.membershipId,
    terms: membership.terms,
    cycle: membership.cycle,
    anniversary: ad,
    windowClosed: windowOf(ad).closes,
    expiredOn: expiryOf(ad),
    losses: lossesOf(membership.terms),
    licences: endingLicences(benefits, membership.membershipId),
  };
}
