/** A payment in time that is recorded late, whatever happened in between (R-REN-6, R-MEM-6). */

import { type CivilDate, windowOf } from '../core/calendar.ts';
import { stampOf } from '../core/stamp.ts';
import { compareTexts } from '../core/text.ts';
import { secondPackRefusal, withSuccessors } from '../enrolment/holding.ts';
import { anniversary, CONFIRMATION, endedKey, type Membership } from '../memberships/membership.ts';
import { noticeSubject } from '../memberships/notice-subject.ts';
import { placeTaker, placeTakerInForce } from '../memberships/place-taker.ts';
import { isBought } from '../memberships/status.ts';
import { claimOperatorAlert, skipNotices } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { withNoticeState } from '../notices/ledger.ts';
import type { Ledger } from '../notices/notice-state.ts';
import { isHeldOnce } from '../offers/terms.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import { withEndNotice } from '../renewal/ending/end-notice.ts';
import { decideExpiry, mustExpire } from '../renewal/expiry.ts';
import { confirmationDraft } from '../renewal/payment/confirmation.ts';
import { decidePayment } from '../renewal/payment/decide-payment.ts';
import { LATE_PAYMENT } from '../renewal/payment/late-payment-alert.ts';
import type { Payment, PaymentOutcome } from '../renewal/payment/payment.ts';
import type { RenewalFacts } from '../renewal/renewal-facts.ts';
import { withConsolidation, withReopenedStages } from './consolidation.ts';
import { isUpgraded } from './follow-upgrade.ts';
import { endReason } from './membership-end.ts';
import { areBroughtTogether, mergesSince, type PastMerge, redoMerges, withoutMerges } from './redo-merges.ts';

/** The partner's other memberships, and the merges that it has been through. */
export type PartnerHistory = { others: readonly Membership[]; merges: readonly PastMerge[] };

type Renewed = Extract<PaymentOutcome, { outcome: 'renewed' }>;

/**
 * Decides the payment of a renewal among all memberships of the partner: recorded late, it leads to the state to which
 * it would have led on its day. It counts as made before the merges since, which are decided anew; a pack bought since
 * is kept, and this one ends.
 *
 * The partner's other memberships change by `redoMerges`, once this one is written.
 */
export function decidePaymentAmong(
  facts: RenewalFacts,
  { others, merges }: PartnerHistory,
  payment: Payment,
  context: DecisionContext,
): PaymentOutcome {
  const { membership } = facts;
  const all = [membership, ...others].filter(isBought);
  const since = mergesSince(merges, payment.paidOn);
  const before = withoutUpgrade(withoutMerges(membership, all, merges, payment.paidOn), all, payment.paidOn);
  if (!isInWindow(before, payment.paidOn)) {
    const present = withPresentLeader(membership, all);
    const overridden = asOnlyPack(decidePayment({ ...facts, membership: present }, payment, context), present, others);
    return overridden.outcome === 'refused' ? overridden : settle(overridden, facts, null, context);
  }
  const beside = others.filter((other) => !areBroughtTogether(membership, other, since));
  const outcome = asOnlyPack(decidePayment({ ...facts, membership: before }, payment, context), before, beside);
  if (outcome.outcome === 'refused') return outcome;
  const rival = rivalOf(outcome.membership, all, payment.paidOn, since);
  const ended =
    rival === null ? withUpgrade(outcome.membership, membership, before) : endedBy(rival, outcome.membership, context);
  const known = others.filter(isBought);
  const [redone = ended] = redoMerges([ended, ...known], merges, payment.paidOn, context);
  const next = withSkippedStages(redone, facts, context);
  return settle({ ...outcome, membership: next }, facts, secondPack(next, rival, known, since), context);
}

/** A renewal that comes down to a pack is refused beside another one (R-MEM-6). */
function asOnlyPack(outcome: PaymentOutcome, before: Membership, beside: readonly Membership[]): PaymentOutcome {
  if (outcome.outcome === 'refused' || outcome.membership.terms.offer === before.terms.offer) return outcome;
  const { terms, lastRenewal } = outcome.membership;
  const refusal = lastRenewal && secondPackRefusal(terms, beside, lastRenewal.paidOn);
  return refusal === null ? outcome : { outcome: 'refused', refusal };
}

/**
 * The memberships of the partner that change because the payment of one of them counts as made before the merges since.
 */
export function changedByRedoing(
  { all, merges }: { all: readonly Membership[]; merges: readonly PastMerge[] },
  paid: Pick<Membership, 'membershipId'>,
  since: CivilDate,
  facts: RenewalFacts,
  context: DecisionContext,
): { before: Membership; after: Membership }[] {
  const bought = all.filter(isBought);
  return redoMerges(bought, merges, since, context).flatMap((redone, index) => {
    const before = bought[index] as Membership;
    if (redone === before || redone.membershipId === paid.membershipId) return [];
    const after = withPlannedStages(before, redone, facts, context);
    return [{ before, after: before.status.name === 'active' ? withToldEnd(after, all, facts, context) : after }];
  });
}

/**
 * A membership that has ended by a merge decided anew has its mail, as any other: the next `grace-expiry` sends it
 * (R-LIC-6).
 */
function withToldEnd(
  membership: Membership,
  all: readonly Membership[],
  facts: RenewalFacts,
  context: DecisionContext,
): Membership {
  const { status } = membership;
  if (status.name !== 'superseded') return membership;
  const { on, by } = status;
  const goesOn = placeTakerInForce(by, all, context.asOf);
  const end = { on, goesOn, isListingWithdrawn: false, rule: 'R-LIC-6', reason: endReason(by, goesOn) };
  return { ...membership, notices: unsent(withEndNotice({ ...facts, membership }, end, context), endedKey(on)) };
}

/** The ledger with the claims of a record as notices that were not sent yet: whoever decided it does not send it. */
function unsent(ledger: Ledger, key: string): Ledger {
  const claimed = ledger[key]?.notices.filter(({ state }) => state.status === 'claimed') ?? [];
  return claimed.reduce(
    (current, { noticeId }) => withNoticeState(current, noticeId, { status: 'pending', unanswered: 0 }),
    ledger,
  );
}

/** What a refusal names is renewed together with what leads it now, at its anniversary of now (R-MRG-7). */
function withPresentLeader(membership: Membership, all: readonly Membership[]): Membership {
  const { consolidation, status } = membership;
  const leader = consolidation && placeTaker(consolidation.into, all);
  if (consolidation === null || leader === null) return membership;
  const into = leader.membershipId;
  return {
    ...membership,
    consolidation: { ...consolidation, into, anniversary: anniversary(leader) },
    status: status.name === 'superseded' && status.by === consolidation.into ? { ...status, by: into } : status,
  };
}

function isInWindow(membership: Membership, paidOn: CivilDate): boolean {
  const { opens, closes } = windowOf(anniversary(membership));
  return paidOn >= opens && paidOn <= closes;
}

/** Silver as it was before its upgrade, if it was paid before it. */
function withoutUpgrade(membership: Membership, all: readonly Membership[], paidOn: CivilDate): Membership {
  const { status } = membership;
  if (status.name !== 'superseded' || paidOn > status.on) return membership;
  return isUpgraded(membership, withSuccessors(all)) ? { ...membership, status: { name: 'active' } } : membership;
}

/** The upgrade stays: silver has one more cycle, and ends on the same day. */
function withUpgrade(renewed: Membership, stored: Membership, before: Membership): Membership {
  const hasLeft = stored.status.name === 'superseded' && stored.status.by !== stored.consolidation?.into;
  return hasLeft && before.status.name === 'active' ? { ...renewed, status: stored.status, evaluateOn: null } : renewed;
}

/** The pack that the partner bought after the payment, while this one would have been in force; null: none. */
function rivalOf(
  membership: Membership,
  all: readonly Membership[],
  paidOn: CivilDate,
  merges: readonly PastMerge[],
): Membership | null {
  const { terms } = membership;
  if (!isHeldOnce(terms)) return null;
  const { closes } = windowOf(anniversary(membership));
  const rivals = all.filter(
    (other) =>
      other.terms.offer === terms.offer &&
      other.purchasedOn > paidOn &&
      other.purchasedOn <= closes &&
      !merges.some(({ on }) => on >= other.purchasedOn && areBroughtTogether(membership, other, merges)),
  );
  return rivals.toSorted((a, b) => compareTexts(a.purchasedOn, b.purchasedOn))[0] ?? null;
}

const endedBy = (
  { purchasedOn: on, membershipId: by }: Membership,
  membership: Membership,
  context: DecisionContext,
): Membership => ({
  ...membership,
  status: { name: 'superseded', on, by, stamp: stampOf(context) },
  evaluateOn: null,
});

/**
 * A membership whose plan changed: one that leads again, or is renewed by itself, gets the notices of its renewal that
 * were left out.
 */
export function withPlannedStages(
  before: Membership,
  after: Membership,
  facts: Pick<RenewalFacts, 'partner' | 'config'>,
  context: DecisionContext,
): Membership {
  const isReopened = before.consolidation !== null && after.consolidation === null && after.status.name === 'active';
  return isReopened ? withReopenedStages(after, context.asOf) : withSkippedStages(after, facts, context);
}

/** A membership that is renewed with another one gets no notices of its own renewal. */
function withSkippedStages(
  membership: Membership,
  { partner, config }: Pick<RenewalFacts, 'partner' | 'config'>,
  context: DecisionContext,
): Membership {
  const { consolidation, covers } = membership;
  if (consolidation === null) return membership;
  const target = { recipients: recipientsOf(partner, ADMINS), config };
  return withConsolidation(membership, { consolidation, covers }, target, context);
}

/** Of two paid packs, the one that is kept; null: the payment leaves one. */
function secondPack(
  { terms, consolidation }: Membership,
  rival: Membership | null,
  others: readonly Membership[],
  merges: readonly PastMerge[],
): Membership | null {
  if (rival !== null || !isHeldOnce(terms)) return rival;
  const leader = others.find(({ membershipId }) => membershipId === consolidation?.into);
  return leader !== undefined && merges.some(({ on }) => (leader.lastRenewal?.paidOn ?? on) > on) ? leader : null;
}

/** What holds now is said in one mail: the expiry notice if the next window has closed, too; else the confirmation. */
function settle(
  outcome: Renewed,
  facts: RenewalFacts,
  kept: Membership | null,
  context: DecisionContext,
): PaymentOutcome {
  const { lastRenewal } = outcome.membership;
  const membership = kept === null ? outcome.membership : withAlert(outcome.membership, kept, context);
  if (lastRenewal === null || membership.consolidation !== null || !mustExpire(membership, context.asOf))
    return { ...outcome, membership };
  const draft = { ...confirmationDraft(facts.membership, lastRenewal), reason: 'its next window has closed, too' };
  const skipped = skipNotices(draft, recipientsOf(facts.partner, ADMINS), 'superseded', context);
  const paid = { ...membership, notices: { ...membership.notices, [CONFIRMATION]: skipped } };
  const expired = decideExpiry({ ...facts, membership: paid }, context);
  return { ...outcome, membership: { ...expired.membership, evaluateOn: null }, further: expired.decisions };
}

/** The operators are told of two packs that are paid (R-MEM-6). */
function withAlert(membership: Membership, kept: Membership, context: DecisionContext): Membership {
  const { consolidation, status, membershipId } = membership;
  const on = status.name === 'superseded' ? status.on : (consolidation?.on ?? context.asOf);
  const reason = `${kept.membershipId} has the later anniversary and is kept; ${membershipId} ends on ${on}`;
  const inputs = { kept: kept.membershipId, ended: membershipId, on, anniversary: anniversary(kept) };
  const draft = { ...noticeSubject(membership), key: LATE_PAYMENT, stage: null, kind: 'operator-alert' as const };
  const alert = claimOperatorAlert({ ...draft, rule: 'R-MEM-6', reason, inputs }, context);
  return { ...membership, notices: { ...membership.notices, [LATE_PAYMENT]: alert } };
}
