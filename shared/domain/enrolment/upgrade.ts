/** From silver to gold (R-MEM-5). */
import { type CivilDate, windowOf } from '../core/calendar.ts';
import type { Refusal } from '../core/decision.ts';
import { stampOf } from '../core/stamp.ts';
import { type Eligibility, purchaseEligibility } from '../eligibility/eligibility.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import { newMembership } from '../memberships/new-membership.ts';
import { type NoticeDraft, skipNotices } from '../notices/claim-notices.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { closeOpenNotices } from '../notices/ledger.ts';
import type { Ledger } from '../notices/notice-state.ts';
import { shortfallText } from '../offers/shortfall.ts';
import type { Terms } from '../offers/terms.ts';
import { termsName } from '../offers/terms.ts';
import { ADMINS, recipientsOf } from '../partners/recipients.ts';
import { EXPIRY_STAGE } from '../renewal/expiry.ts';
import type { RenewalFacts } from '../renewal/renewal-facts.ts';
import { openStages } from '../renewal/stages.ts';
import { idTakenRefusal, undecidedRefusal } from './enrolment.ts';
import { holdingRefusal } from './holding.ts';

export type Upgrade = { goldMembershipId: string; paidOn: CivilDate; reference: string; commandId: string };

export type UpgradeOutcome =
  | { outcome: 'refused'; refusal: Refusal }
  /** `silver`: superseded, and bearing the gold one as its successor. */
  | { outcome: 'upgraded'; silver: Membership; gold: Membership };

/**
 * The payment of an upgrade. It is judged by the day it was made: made while silver was in force and recorded after its expiry it
 * counts, and silver is superseded, not expired, as no payment in time is lost (R-REN-6).
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
    silverRefusal(silver, paidOn, context.asOf) ??
    idTakenRefusal(goldMembershipId, [silver, ...others]) ??
    holdingRefusal(terms, others, paidOn, context.asOf) ??
    goldRefusal(terms, purchaseEligibility(terms, paidOn, facts), paidOn);
  if (refusal !== null) return { outcome: 'refused', refusal };
  const gold = createGold(facts, terms, upgrade, context);
  return { outcome: 'upgraded', silver: supersedeSilver(facts, gold, context), gold };
}

/** Why there is nothing to upgrade: no silver competency, or not in force on the day of the payment, the window included. */
function silverRefusal(silver: Membership, paidOn: CivilDate, asOf: CivilDate): Refusal | null {
  const { membershipId, terms, status, purchasedOn } = silver;
  const { closes } = windowOf(anniversary(silver));
  const inputs = { membershipId, terms, status: status.name, purchasedOn, windowCloses: closes, paidOn, asOf };
  const refuse = (reason: string): Refusal => ({ rule: 'R-MEM-5', reason, inputs });
  if (terms.offer !== 'competency' || terms.level !== 'silver')
    return refuse(`${termsName(terms)} is not a silver competency`);
  if (status.name !== 'active' && status.name !== 'expired')
    return refuse(`${membershipId} is ${status.name}: silver is to be active`);
  if (paidOn > asOf) return refuse(`${paidOn} lies after ${asOf}, the day it is recorded`);
  if (paidOn < purchasedOn) return refuse(`${paidOn} lies before ${purchasedOn}, the day silver was bought`);
  return paidOn > closes ? refuse(`silver was active through ${closes}, the last day of its window`) : null;
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
      const lacks = eligibility.shortfalls.map(shortfallText).join('; ');
      return { rule: 'R-MEM-5', reason: `${termsName(terms)} is not met: ${lacks}`, inputs: { on, eligibility } };
    }
  }
}

/** One year from the gold purchase, whatever was left of silver. */
function createGold({ membership, config }: RenewalFacts, terms: Terms, upgrade: Upgrade, context: DecisionContext) {
  const { partnerId, membershipId: from } = membership;
  const { goldMembershipId: membershipId, paidOn: purchasedOn, reference, commandId } = upgrade;
  const facts = { partnerId, membershipId, purchasedOn, paidThroughCycle: 0 };
  const gold = newMembership(terms, facts, context.asOf, stampOf(context));
  const discountPercent = config.upgradeDiscountPercent;
  // What was to be renewed with silver is renewed with gold (R-MRG-2).
  const { covers } = membership;
  return { ...gold, covers, origin: { kind: 'upgrade' as const, commandId, from, reference, discountPercent } };
}

function supersedeSilver(facts: RenewalFacts, gold: Membership, context: DecisionContext): Membership {
  return {
    ...facts.membership,
    status: { name: 'superseded', on: gold.purchasedOn, by: gold.membershipId },
    evaluateOn: null,
    successor: gold,
    notices: closeLedger(facts, gold, context),
  };
}

/** Silver has nothing more to say of its cycle: every notice gets its end. What was said of the cycle before, and to operators, is still true. */
function closeLedger(facts: RenewalFacts, gold: Membership, context: DecisionContext): Ledger {
  const { membership, partner, config } = facts;
  const stages = [...openStages(membership, config), EXPIRY_STAGE].filter(
    (stage) => membership.notices[String(stage)] === undefined,
  );
  const recipients = recipientsOf(partner, ADMINS);
  const skipped = stages.map((stage) => [
    String(stage),
    skipNotices(supersededDraft(membership, gold, stage), recipients, 'superseded', context),
  ]);
  const decided = Object.entries(membership.notices).filter(([, { stage }]) => stage !== null);
  const reason = 'silver was superseded before the mail service answered';
  const closed = closeOpenNotices(Object.fromEntries(decided), reason, stampOf(context), 'superseded');
  return { ...membership.notices, ...closed, ...Object.fromEntries(skipped) };
}

function supersededDraft(silver: Membership, gold: Membership, stage: number): NoticeDraft {
  return {
    partnerId: silver.partnerId,
    subject: silver.membershipId,
    period: String(silver.cycle),
    key: String(stage),
    stage,
    kind: stage === EXPIRY_STAGE ? 'expired' : 'renewal',
    rule: 'R-MEM-5',
    reason: `superseded by ${gold.membershipId}, bought on ${gold.purchasedOn}`,
    inputs: { anniversary: anniversary(silver), gold: gold.membershipId, goldPurchasedOn: gold.purchasedOn },
  };
}

/** What is said of an upgrade, also when it is sent again. */
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
