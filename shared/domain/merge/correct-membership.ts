/** `correct-membership`: what was recorded wrongly about a membership (R-MEM-9). */

import { anniversariesReached, type CivilDate, windowOf } from '../core/calendar.ts';
import type { Refusal } from '../core/decision.ts';
import { withChange } from '../core/history.ts';
import { stampOf } from '../core/stamp.ts';
import { compareTexts } from '../core/text.ts';
import { holdingRefusal } from '../enrolment/holding.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import { newMembership } from '../memberships/new-membership.ts';
import { isBought, isInForce } from '../memberships/status.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { ledgerOfAnniversary } from '../notices/earlier-anniversary.ts';
import { hasRequirements, isSameTerms, type Terms, termsMisfits, termsName } from '../offers/terms.ts';
import { mustExpire } from '../renewal/expiry.ts';
import { eligibilityOn, type RenewalFacts } from '../renewal/renewal-facts.ts';
import { type PartnerHistory, withPlannedStages } from './late-payment.ts';
import { redoMerges } from './redo-merges.ts';

/** Only what is to be corrected is given. */
export type Correction = {
  purchasedOn?: CivilDate | undefined;
  paidThroughCycle?: number | undefined;
} & { [Field in keyof Terms]?: Terms[Field] | undefined };

/** Why, and by which command. */
export type CorrectionCause = { ticket: string; reason: string; commandId: string };

export type CorrectionOutcome =
  | { outcome: 'refused'; refusal: Refusal }
  /** `membership`: the one given, if it says so already. */
  | { outcome: 'corrected'; membership: Membership; reason: string; inputs: Record<string, unknown> };

const RULE = 'R-MEM-9';

/**
 * The membership as it would be if it had been recorded so: its anniversary follows. Where its window has closed by
 * that, the next `grace-expiry` ends it with its notice (R-EXP-1), and where it has not, one that had expired is active
 * again (R-CAL-4). Stages that were sent for an anniversary are not sent for it again. Memberships that a merge brought
 * together are planned anew (R-MRG-2): the others change by `changedByRedoing`.
 */
export function decideCorrection(
  facts: RenewalFacts,
  history: PartnerHistory,
  correction: Correction,
  cause: CorrectionCause,
  context: DecisionContext,
): CorrectionOutcome {
  const { membership } = facts;
  const { ticket, reason } = cause;
  const terms = correctedTerms(membership.terms, correction);
  const purchasedOn = correction.purchasedOn ?? membership.purchasedOn;
  const paidThroughCycle = correction.paidThroughCycle ?? membership.cycle - 1;
  const refusal =
    statusRefusal(membership) ??
    termsRefusal(terms) ??
    dateRefusal(facts, purchasedOn, paidThroughCycle, context.asOf) ??
    paymentRefusal(membership, paidThroughCycle);
  const next = corrected(membership, { terms, purchasedOn, paidThroughCycle }, context);
  const held = refusal ?? holdingRefusalOf(membership, next, history.others, context.asOf);
  if (held !== null) return { outcome: 'refused', refusal: { ...held, inputs: { ticket, reason, ...held.inputs } } };
  if (isSame(membership, next))
    return { outcome: 'corrected', membership, reason: 'the membership says so already', inputs: { ticket, reason } };
  const planned = withPlannedStages(membership, replanned(next, history, context), facts, context);
  const inputs = {
    ticket,
    reason,
    before: described(membership),
    after: { ...described(planned), eligibility: eligibilityOn({ ...facts, membership: planned }, context.asOf).state },
  };
  const what = describe(membership, planned, context.asOf);
  const change = { on: context.asOf, stamp: stampOf(context), what: 'corrected', rule: RULE, reason: what };
  const changes = withChange(planned.history, { ...change, inputs: { ...inputs, commandId: cause.commandId } });
  return { outcome: 'corrected', membership: { ...planned, history: changes }, reason: what, inputs };
}

/** An offer without a competency has none of its fields, unless they are given. */
function correctedTerms(terms: Terms, given: Correction): Terms {
  const offer = given.offer ?? terms.offer;
  const isOther = offer !== terms.offer;
  const competency = offer === 'action-pack' || offer === 'learning-action-pack' ? null : terms.competency;
  return {
    offer,
    competency: given.competency ?? competency,
    level: given.level ?? (isOther ? null : terms.level),
    learningOption: given.learningOption ?? (isOther ? false : terms.learningOption),
  };
}

const refuse = (rule: string, reason: string, inputs: Record<string, unknown> = {}): Refusal => ({
  rule,
  reason,
  inputs,
});

function statusRefusal({ status, membershipId }: Membership): Refusal | null {
  if (status.name !== 'ordered' && status.name !== 'lapsed') return null;
  return refuse('R-MEM-8', `${membershipId} is an order: what is wrong with it is put right by another one`);
}

function termsRefusal(terms: Terms): Refusal | null {
  const misfits = termsMisfits(terms).map(({ field, allowed }) => `${field}: got ${terms[field]}; allowed: ${allowed}`);
  return misfits.length === 0 ? null : refuse('R-MEM-1', misfits.join('; '), { terms });
}

/** What has happened lies on or before the day of the correction, and nothing before the purchase. */
function dateRefusal(
  { membership, benefits }: RenewalFacts,
  purchasedOn: CivilDate,
  paidThroughCycle: number,
  asOf: CivilDate,
): Refusal | null {
  if (purchasedOn > asOf)
    return refuse('R-IMP-3', `${purchasedOn} lies after ${asOf}, the day of the correction`, { purchasedOn, asOf });
  const reached = anniversariesReached(purchasedOn, asOf);
  if (paidThroughCycle > reached) {
    const reason = `bought on ${purchasedOn}, it has reached ${reached} anniversaries by ${asOf}: ${paidThroughCycle} cannot be paid`;
    return refuse('R-IMP-3', reason, { purchasedOn, paidThroughCycle, reached, asOf });
  }
  const early = benefits.entries.find(
    ({ membershipId, issuedOn }) => membershipId === membership.membershipId && issuedOn < purchasedOn,
  );
  if (early === undefined) return null;
  const { tokenId, issuedOn } = early;
  return refuse('R-IMP-3', `${tokenId} was issued on ${issuedOn}, before ${purchasedOn}`, {
    tokenId,
    issuedOn,
    purchasedOn,
  });
}

/** A payment that was recorded is taken back by its own command. */
function paymentRefusal({ lastRenewal }: Membership, paidThroughCycle: number): Refusal | null {
  if (lastRenewal === null || lastRenewal.cycle <= paidThroughCycle) return null;
  const { cycle, paidOn, reference } = lastRenewal;
  const reason = `cycle ${cycle} was paid on ${paidOn} (${reference}): reverse-payment takes a payment back`;
  return refuse('R-REN-9', reason, { cycle, paidOn, reference, paidThroughCycle });
}

/**
 * A membership that comes into force, or becomes another one, must be one that the partner may have beside the others
 * (R-MEM-6).
 */
function holdingRefusalOf(
  before: Membership,
  after: Membership,
  others: readonly Membership[],
  asOf: CivilDate,
): Refusal | null {
  const isNew = !isInForce(before, asOf) || !isSameTerms(before.terms, after.terms);
  const leaderOf = ({ membershipId, consolidation }: Membership) => consolidation?.into ?? membershipId;
  const isApart = (other: Membership) => leaderOf(other) !== leaderOf(before);
  return isNew && isInForce(after, asOf) ? holdingRefusal(after.terms, others.filter(isApart), asOf, asOf) : null;
}

type Facts = { terms: Terms; purchasedOn: CivilDate; paidThroughCycle: number };

function corrected(membership: Membership, facts: Facts, context: DecisionContext): Membership {
  const { partnerId, membershipId, status, purchasedOn, notices, consolidation } = membership;
  const recorded = newMembership(facts.terms, { partnerId, membershipId, ...facts }, context.asOf);
  const next = { ...membership, terms: facts.terms, purchasedOn: facts.purchasedOn, cycle: recorded.cycle };
  const [from, to] = [anniversary(membership), anniversary(next)];
  const isCurrent = status.name === 'active' || status.name === 'expired';
  const evaluateOn = consolidation === null && hasRequirements(facts.terms) ? context.asOf : null;
  if (from === to) return { ...next, ...(status.name === 'active' && { standing: null, evaluateOn }) };
  const isActive = isCurrent && recorded.status.name === 'active';
  return {
    ...next,
    status: isActive || status.name === 'expired' ? recorded.status : status,
    override: null,
    declined: next.cycle === membership.cycle ? membership.declined : null,
    standing: null,
    evaluateOn: isActive ? evaluateOn : null,
    notices: ledgerOfAnniversary(notices, from, to, stampOf(context)),
    firstPurchasedOn: membership.firstPurchasedOn ?? purchasedOn,
  };
}

const isSame = (before: Membership, after: Membership): boolean =>
  before.purchasedOn === after.purchasedOn && before.cycle === after.cycle && isSameTerms(before.terms, after.terms);

/** What is renewed together after merges, decided anew with the corrected membership. */
function replanned(membership: Membership, { others, merges }: PartnerHistory, context: DecisionContext): Membership {
  const [first] = merges.toSorted((a, b) => compareTexts(a.on, b.on));
  if (first === undefined) return membership;
  return redoMerges([membership, ...others].filter(isBought), merges, first.on, context)[0] ?? membership;
}

function described(membership: Membership) {
  const { purchasedOn, cycle, terms, status } = membership;
  return {
    purchasedOn,
    paidThroughCycle: cycle - 1,
    anniversary: anniversary(membership),
    ...terms,
    status: status.name,
  };
}

function describe(before: Membership, after: Membership, asOf: CivilDate): string {
  const [from, to] = [anniversary(before), anniversary(after)];
  const isOver = mustExpire(after, asOf) && !mustExpire(before, asOf);
  const parts = [
    before.purchasedOn !== after.purchasedOn && `bought on ${after.purchasedOn}, not ${before.purchasedOn}`,
    before.cycle !== after.cycle && `paid through cycle ${after.cycle - 1}, not ${before.cycle - 1}`,
    !isSameTerms(before.terms, after.terms) && `${termsName(after.terms)}, not ${termsName(before.terms)}`,
    from !== to && `the anniversary is ${to}, not ${from}`,
    before.status.name !== after.status.name && `it is ${after.status.name}, not ${before.status.name}`,
    isOver && `its window closed on ${windowOf(to).closes}: the next run of grace-expiry ends it, with its notice`,
  ];
  return parts.filter(Boolean).join('; ');
}
