/** The expiry of unpaid memberships (R-EXP). */
import { endingLicences } from '../benefits/ending-licences.ts';
import { expiryOf, windowOf } from '../core/calendar.ts';
import type { Decision } from '../core/decision.ts';
import { endsListing, LISTING_WITHDRAWN, saysListingWithdrawn } from '../directory/listing-fate.ts';
import { anniversary, type Membership, renewedTerms, reversedPayment, togetherOf } from '../memberships/membership.ts';
import type { MembershipDecision } from '../memberships/membership-decision.ts';
import { noticeSubject } from '../memberships/notice-subject.ts';
import { decideLapse } from '../memberships/order.ts';
import { claimNoticesOrAlert, type NoticeDraft, skipDrafts } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import type { StageRecord } from '../notices/notice-state.ts';
import { lossesOfAll } from '../offers/losses.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import type { ExpiredContent } from './contents.ts';
import { declinedReason } from './corrections/decline.ts';
import { endKey, withEndPutAway } from './corrections/put-away.ts';
import { coursewareInput, coursewareLoss } from './ending/courseware-loss.ts';
import type { RenewalFacts } from './renewal-facts.ts';
import { EXPIRY_STAGE, openStages } from './stages.ts';

/**
 * Whether a membership expires on a day: AD+30 has passed without payment (R-CAL-4). A payment would have begun the
 * next cycle (R-EXP-2).
 */
export function mustExpire(membership: Membership, asOf: DecisionContext['asOf']): boolean {
  return membership.status.name === 'active' && asOf >= expiryOf(anniversary(membership));
}

/**
 * Expires an unpaid membership as of AD+31, however late the run is (R-NOT-4), and claims its expiry notice; an unpaid
 * order lapses. The same membership comes back if neither is due.
 *
 * @example
 * // purchased on 2020-09-01, cycle 7: AD 2027-09-01, window 2027-09-02 … 2027-10-01
 * decideExpiry(facts, { ...context, asOf: '2027-10-01' }).membership.status; // { name: 'active' }
 * decideExpiry(facts, { ...context, asOf: '2027-10-05' }).membership.status;
 * // { name: 'expired', expiredOn: '2027-10-02' }
 */
export function decideExpiry(facts: RenewalFacts, context: DecisionContext): MembershipDecision {
  const { partner } = facts;
  if (facts.membership.status.name === 'ordered') return decideLapse(facts.membership, context);
  if (!mustExpire(facts.membership, context.asOf)) return { membership: facts.membership, decisions: [] };
  const membership = { ...facts.membership, notices: withEndPutAway(facts.membership) };
  const ad = anniversary(membership);
  const draft = expiryDraft({ ...facts, membership }, context);
  const recipients = recipientsOf(partner, ADMINS);
  const { declined } = membership;
  const skipped =
    declined === null
      ? { rule: 'R-NOT-3', reason: 'superseded by the expiry notice' }
      : { rule: 'R-REN-8', reason: declinedReason(declined) };
  const openDrafts = openStages(membership, facts.config).map((stage) => ({
    ...draft,
    ...skipped,
    kind: 'renewal' as const,
    key: String(stage),
    stage,
  }));
  return {
    membership: {
      ...membership,
      status: { name: 'expired', expiredOn: expiryOf(ad) },
      notices: {
        ...membership.notices,
        ...skipDrafts(openDrafts, recipients, declined === null ? 'superseded' : 'declined', context),
        [EXPIRY_STAGE]: claimNoticesOrAlert(draft, recipients, context),
      },
    },
    decisions: [expiryDecision(draft)],
  };
}

function expiryDraft(facts: RenewalFacts, context: DecisionContext): NoticeDraft {
  const { membership, benefits, ending } = facts;
  const licences = endingLicences(benefits, membership.membershipId, facts.config).length;
  const isListingWithdrawn = ending !== undefined && endsListing(membership, ending, context.asOf);
  const ad = anniversary(membership);
  return {
    ...noticeSubject(membership),
    key: endKey(membership),
    stage: EXPIRY_STAGE,
    kind: 'expired',
    rule: 'R-EXP-1',
    reason: expiryReason(membership),
    inputs: {
      anniversary: ad,
      windowClosed: windowOf(ad).closes,
      asOf: context.asOf,
      ...(licences > 0 && { licencesEnded: licences }),
      ...(membership.covers.length > 0 && { covers: membership.covers }),
      ...(isListingWithdrawn && LISTING_WITHDRAWN),
      ...coursewareInput(facts, { endsOn: expiryOf(ad), asOf: context.asOf }),
    },
  };
}

/** A payment may have been reversed after the window had closed: it was not unpaid on that day (R-REN-9). */
function expiryReason(membership: Membership): string {
  const { closes } = windowOf(anniversary(membership));
  const reversed = reversedPayment(membership);
  return reversed === null
    ? `unpaid when the window closed on ${closes}`
    : `unpaid, since the payment of ${reversed.paidOn} was reversed on ${reversed.reversedOn}; the window closed on ${closes}`;
}

function expiryDecision(draft: NoticeDraft): Decision {
  const { partnerId, subject, period, stage, rule, reason, inputs } = draft;
  return { what: 'expired', partnerId, membershipId: subject, cycle: Number(period), stage, rule, reason, inputs };
}

/**
 * The content of the expiry notice (R-EXP-1, R-LIC-6). The listing is among the losses only if it was in the directory
 * and is withdrawn.
 */
export function expiredContent(
  { membership, partner, benefits, config }: Pick<RenewalFacts, 'membership' | 'partner' | 'benefits' | 'config'>,
  record: Pick<StageRecord, 'inputs'>,
): ExpiredContent {
  const ad = anniversary(membership);
  const reversed = reversedPayment(membership);
  return {
    kind: 'expired',
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: membership.membershipId,
    terms: membership.terms,
    together: togetherOf(membership),
    cycle: membership.cycle,
    anniversary: ad,
    windowClosed: windowOf(ad).closes,
    expiredOn: expiryOf(ad),
    reversed: reversed && { paidOn: reversed.paidOn, cause: reversed.cause },
    losses: [
      ...lossesOfAll(renewedTerms(membership)).filter(
        ({ code }) => code !== 'directory-listing' || saysListingWithdrawn(record),
      ),
      ...coursewareLoss(record),
    ],
    licences: endingLicences(benefits, membership.membershipId, config),
  };
}
