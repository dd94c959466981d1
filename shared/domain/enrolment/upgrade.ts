/** The upgrade from silver to gold (R-MEM-5). */
import { type CivilDate, windowOf } from '../core/calendar.ts';
import type { Refusal } from '../core/decision.ts';
import { stampOf } from '../core/stamp.ts';
import { type Eligibility, purchaseEligibility } from '../eligibility/eligibility.ts';
import { notMetText } from '../eligibility/refusal-text.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import { newMembership } from '../memberships/new-membership.ts';
import { noticeSubject } from '../memberships/notice-subject.ts';
import { placeTaker } from '../memberships/place-taker.ts';
import { type NoticeDraft, skipDrafts } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { closeOpenNotices } from '../notices/ledger.ts';
import type { Ledger } from '../notices/notice-state.ts';
import { isSameTerms, type Terms, termsName } from '../offers/terms.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import type { RenewalFacts } from '../renewal/renewal-facts.ts';
import { EXPIRY_STAGE, undecidedStages } from '../renewal/stages.ts';
import { idTakenRefusal, undecidedRefusal } from './enrolment.ts';
import { duplicateRefusal } from './holding.ts';
import { withUpgradeNotice } from './upgrade-notice.ts';

export type Upgrade = { goldMembershipId: string; paidOn: CivilDate; reference: string; commandId: string };

export type UpgradeOutcome =
  | { outcome: 'refused'; refusal: Refusal }
  /** `silver`: superseded, with the gold membership as its successor. */
  | { outcome: 'upgraded'; silver: Membership; gold: Membership };

/**
 * Decides the payment of an upgrade as of the day on which it was made: a payment made while silver was in force and
 * recorded after its expiry counts, and silver is superseded instead of expired, as no payment made in time is lost
 * (R-REN-6).
 *
 * @param others the partner's other memberships
 */
export function decideUpgrade(
  facts: RenewalFacts,
  others: readonly Membership[],
  upgrade: Upgrade,
  context: DecisionContext,
): UpgradeOutcome {
  const silver = facts.membership;
  const { paidOn, goldMembershipId } = upgrade;
  const terms: Terms = { ...silver.terms, level: 'gold' };
  const refusal =
    silverRefusal(silver, others, paidOn, context.asOf) ??
    idTakenRefusal(goldMembershipId, [silver, ...others]) ??
    duplicateRefusal(terms, others, paidOn, context.asOf) ??
    goldRefusal(terms, purchaseEligibility(terms, paidOn, facts), paidOn);
  if (refusal !== null) return { outcome: 'refused', refusal };
  const gold = withUpgradeNotice(createGold(facts, terms, upgrade, context), facts, context);
  return { outcome: 'upgraded', silver: supersedeSilver(facts, gold, context), gold };
}

/**
 * Refuses what is not a silver competency, or not in force on the day of the payment, the window included. What is
 * renewed with another membership is in force as long as that one (R-MRG-7).
 */
function silverRefusal(
  silver: Membership,
  others: readonly Membership[],
  paidOn: CivilDate,
  asOf: CivilDate,
): Refusal | null {
  const { membershipId, terms, status, purchasedOn } = silver;
  const coveredBy = coveringMembership(silver, others);
  const { closes } = windowOf(anniversary(coveredBy ?? silver));
  const inputs = { membershipId, terms, status: status.name, purchasedOn, windowCloses: closes, paidOn, asOf };
  const refuse = (reason: string): Refusal => ({ rule: 'R-MEM-5', reason, inputs });
  if (terms.level !== 'silver') return refuse(`${termsName(terms)} is not a silver competency`);
  if (status.name !== 'active' && status.name !== 'expired' && coveredBy === null)
    return refuse(`${membershipId} is ${status.name}: silver is to be active`);
  if (paidOn > asOf) return refuse(`${paidOn} lies after ${asOf}, the day it is recorded`);
  if (paidOn < purchasedOn) return refuse(`${paidOn} lies before ${purchasedOn}, the day silver was bought`);
  return paidOn > closes ? refuse(`silver was active through ${closes}, the last day of its window`) : null;
}

/** The membership in force that silver is renewed with, and that covers it; null: there is none. */
function coveringMembership({ consolidation, status, terms }: Membership, others: readonly Membership[]) {
  if (consolidation === null || (status.name === 'superseded' && status.by !== consolidation.into)) return null;
  const leader = placeTaker(consolidation.into, others);
  const isCovering = leader?.status.name === 'active' && leader.covers.some((each) => isSameTerms(each, terms));
  return isCovering ? leader : null;
}

function goldRefusal(terms: Terms, eligibility: Eligibility, on: CivilDate): Refusal | null {
  switch (eligibility.state) {
    case 'met':
    case 'waived':
      return null;
    case 'pending':
    case 'undecidable':
      return undecidedRefusal(terms, eligibility, on);
    case 'not-met': {
      return { rule: 'R-MEM-5', reason: notMetText(terms, eligibility.shortfalls), inputs: { on, eligibility } };
    }
  }
}

/** The gold membership: its first year begins with its purchase, whatever was left of silver's. */
function createGold({ membership, config }: RenewalFacts, terms: Terms, upgrade: Upgrade, context: DecisionContext) {
  const { partnerId, membershipId: from } = membership;
  const { goldMembershipId: membershipId, paidOn: purchasedOn, reference, commandId } = upgrade;
  const facts = { partnerId, membershipId, purchasedOn, paidThroughCycle: 0 };
  const gold = newMembership(terms, facts, context.asOf, stampOf(context));
  const discountPercent = config.upgradeDiscountPercent;
  // Memberships renewed together with silver are renewed with gold from now on (R-MRG-2).
  const { covers } = membership;
  return { ...gold, covers, origin: { kind: 'upgrade' as const, commandId, from, reference, discountPercent } };
}

function supersedeSilver(facts: RenewalFacts, gold: Membership, context: DecisionContext): Membership {
  return {
    ...facts.membership,
    status: { name: 'superseded', on: gold.purchasedOn, by: gold.membershipId, stamp: gold.stamp },
    evaluateOn: null,
    successor: gold,
    notices: closeLedger(facts, gold, context),
  };
}

/**
 * Ends every notice of silver's current cycle. The confirmation of the cycle before and alerts to the operators stay
 * open.
 */
function closeLedger(facts: RenewalFacts, gold: Membership, context: DecisionContext): Ledger {
  const { membership, partner, config } = facts;
  const drafts = undecidedStages(membership, config).map((stage) => supersededDraft(membership, gold, stage));
  const decided = Object.entries(membership.notices).filter(([, { stage }]) => stage !== null);
  const reason = 'silver was superseded before the mail service answered';
  return {
    ...membership.notices,
    ...closeOpenNotices(Object.fromEntries(decided), reason, stampOf(context), 'superseded'),
    ...skipDrafts(drafts, recipientsOf(partner, ADMINS), 'superseded', context),
  };
}

function supersededDraft(silver: Membership, gold: Membership, stage: number): NoticeDraft {
  return {
    ...noticeSubject(silver),
    key: String(stage),
    stage,
    kind: stage === EXPIRY_STAGE ? 'expired' : 'renewal',
    rule: 'R-MEM-5',
    reason: `superseded by ${gold.membershipId}, bought on ${gold.purchasedOn}`,
    inputs: { anniversary: anniversary(silver), gold: gold.membershipId, goldPurchasedOn: gold.purchasedOn },
  };
}

/** The answer to an upgrade, the same when the command is repeated. */
export function describeUpgrade(gold: Membership) {
  if (gold.origin.kind !== 'upgrade') throw new Error(`${gold.membershipId} did not come by an upgrade`);
  const { from, reference, discountPercent } = gold.origin;
  const { membershipId, purchasedOn, terms } = gold;
  const first = anniversary({ ...gold, cycle: 1 });
  const what = `${from} is superseded on ${purchasedOn} by ${membershipId} (${termsName(terms)}), whose first anniversary is ${first}`;
  const reason = `${what}; a discount of ${discountPercent} % is recorded, and silver is not refunded`;
  const inputs = {
    silver: from,
    gold: membershipId,
    paidOn: purchasedOn,
    reference,
    discountPercent,
    anniversary: first,
  };
  return { rule: 'R-MEM-5', reason, inputs };
}
