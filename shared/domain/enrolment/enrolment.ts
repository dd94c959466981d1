/** Enrolment: whether and at which level an offer can be bought or ordered (R-MEM-2, R-MEM-3, R-MEM-4, R-MEM-6). */
import type { ProgramConfig } from '../config/program-config.ts';
import type { CivilDate } from '../core/calendar.ts';
import type { Refusal } from '../core/decision.ts';
import { stampOf } from '../core/stamp.ts';
import { type Eligibility, type Evidence, purchaseEligibility, purchaseFallback } from '../eligibility/eligibility.ts';
import type { Fallback } from '../eligibility/fallback.ts';
import { highestMetText, notMetText, pendingText } from '../eligibility/refusal-text.ts';
import { anniversary, type Membership } from '../memberships/membership.ts';
import { newOrder, payableThrough } from '../memberships/order.ts';
import type { Commitment, Origin } from '../memberships/origin.ts';
import type { Terms } from '../offers/terms.ts';
import { termsName } from '../offers/terms.ts';
import { commitmentRefusal } from './commitment.ts';
import { holdingRefusal, withSuccessors } from './holding.ts';
import { startMembership } from './order-payment.ts';
import { packDiscount } from './pack-discount.ts';

export type Enrolment = {
  partnerId: string;
  membershipId: string;
  terms: Terms;
  /** Null: ordered, to be paid later (R-MEM-8). */
  paidOn: CivilDate | null;
  /** The reference of the payment, or else of the order. */
  reference: string | null;
  acceptFallback: Fallback | undefined;
  commitment: Commitment | null;
  commandId: string;
};

export type EnrolmentOutcome =
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'enrolled'; membership: Membership };

type Context = { asOf: CivilDate; runId: string; now: string };

/**
 * Creates a membership, or an order. The requirements are judged on the day of the order, or of the payment if it is
 * given; not again when the order is paid. A profile review is needed for renewals only (R-REN-1).
 *
 * @param memberships all of the partner's
 */
export function decideEnrolment(
  enrolment: Enrolment,
  memberships: readonly Membership[],
  evidence: Evidence & { config: Pick<ProgramConfig, 'actionPackDiscountPercent'> },
  context: Context,
): EnrolmentOutcome {
  const { terms, paidOn } = enrolment;
  const { asOf } = context;
  const on = paidOn ?? asOf;
  const refusal =
    idTakenRefusal(enrolment.membershipId, memberships) ??
    dayRefusal(on, asOf) ??
    holdingRefusal(terms, memberships, on, asOf);
  if (refusal !== null) return { outcome: 'refused', refusal };
  const sale = sellableTerms(terms, enrolment.acceptFallback, on, evidence);
  if ('refusal' in sale) return { outcome: 'refused', refusal: sale.refusal };
  const fallbackRefusal = sale.terms === terms ? null : holdingRefusal(sale.terms, memberships, on, asOf);
  if (fallbackRefusal !== null) return { outcome: 'refused', refusal: fallbackRefusal };
  const uncommitted = commitmentRefusal(sale.terms, enrolment.commitment, { on, asOf }, evidence.config);
  if (uncommitted !== null) return { outcome: 'refused', refusal: uncommitted };
  const discountPercent = packDiscount(sale.terms, memberships, on, evidence.config);
  return { outcome: 'enrolled', membership: createMembership(enrolment, { ...sale, discountPercent }, context) };
}

/** Refuses the id of another membership. */
export function idTakenRefusal(membershipId: string, memberships: readonly Membership[]): Refusal | null {
  const isTaken = withSuccessors(memberships).some((other) => other.membershipId === membershipId);
  if (!isTaken) return null;
  return { rule: 'R-MEM-1', reason: `${membershipId} is the id of another membership`, inputs: { membershipId } };
}

function dayRefusal(paidOn: CivilDate, asOf: CivilDate): Refusal | null {
  if (paidOn <= asOf) return null;
  const reason = `${paidOn} lies after ${asOf}, the day it is recorded`;
  return { rule: 'R-CAL-2', reason, inputs: { paidOn, asOf } };
}

/**
 * The terms that can be bought: those requested, or the accepted fallback, which has to be the highest level met
 * (R-MEM-4).
 */
function sellableTerms(
  terms: Terms,
  accepted: Fallback | undefined,
  on: CivilDate,
  evidence: Evidence,
): { terms: Terms } | { refusal: Refusal } {
  const eligibility = purchaseEligibility(terms, on, evidence);
  if (eligibility.state === 'met' || eligibility.state === 'waived') return { terms };
  if (eligibility.state !== 'not-met') return { refusal: undecidedRefusal(terms, eligibility, on) };
  const fallback = purchaseFallback(terms, on, evidence);
  if (fallback !== null && accepted === (fallback.level ?? fallback.offer)) return { terms: fallback };
  const what = notMetText(terms, eligibility.shortfalls);
  const inputs = { on, eligibility, highestMet: fallback };
  if (terms.offer === 'learning-action-pack') return { refusal: { rule: 'R-MEM-2', reason: what, inputs } };
  return { refusal: { rule: 'R-MEM-4', reason: `${what}; ${highestMetText(fallback)}`, inputs } };
}

/** Refuses terms whose eligibility is pending or undecidable. */
export function undecidedRefusal(
  terms: Terms,
  eligibility: Extract<Eligibility, { state: 'pending' | 'undecidable' }>,
  on: CivilDate,
): Refusal {
  const inputs = { on, eligibility };
  if (eligibility.state === 'undecidable') {
    const reason = `${termsName(terms)} is undecidable: the program configuration lacks ${eligibility.missing}`;
    return { rule: 'R-MEM-3', reason, inputs };
  }
  return { rule: 'R-KPI-8', reason: pendingText(terms, eligibility), inputs };
}

function createMembership(
  enrolment: Enrolment,
  { terms, discountPercent }: { terms: Terms; discountPercent: number },
  context: Context,
): Membership {
  const { partnerId, membershipId, paidOn, reference, commitment, commandId } = enrolment;
  const stamp = stampOf(context);
  const fellBackFrom = terms === enrolment.terms ? null : enrolment.terms;
  const origin: Origin = {
    kind: 'order',
    commandId,
    orderedOn: context.asOf,
    reference,
    fellBackFrom,
    commitment,
    discountPercent,
    payment: null,
  };
  const ordered = newOrder({ partnerId, membershipId, terms, origin }, context.asOf, stamp);
  if (paidOn === null) return ordered;
  return startMembership(ordered, { paidOn, recordedOn: context.asOf, reference: reference ?? '', commandId, stamp });
}

/** The answer to an enrolment, the same when the command is repeated after the membership has changed. */
export function describeEnrolment({ terms, origin, ...membership }: Membership) {
  if (origin.kind !== 'order') throw new Error(`${membership.membershipId} was not enrolled`);
  const { payment, orderedOn, fellBackFrom, reference, commitment, discountPercent, commandId } = origin;
  const instead = fellBackFrom === null ? '' : ` instead of ${termsName(fellBackFrom)}`;
  const name = `${termsName(terms)}${instead}`;
  const discount = discountPercent === 0 ? '' : `; a discount of ${discountPercent} % is recorded`;
  const inputs = {
    ...{ terms, fellBackFrom, reference },
    ...(commitment !== null && { commitment }),
    ...(discountPercent > 0 && { discountPercent }),
  };
  const lower = fellBackFrom === null ? null : 'R-MEM-4';
  if (payment?.commandId !== commandId) {
    const through = payableThrough(orderedOn);
    const reason = `${name} ordered: payable through ${through}${discount}`;
    return { rule: lower ?? 'R-MEM-8', reason, inputs: { ...inputs, orderedOn, payableThrough: through } };
  }
  const first = anniversary({ ...membership, cycle: 1 });
  const reason = `${name} bought on ${payment.paidOn}: the first anniversary is ${first}${discount}`;
  return { rule: lower ?? ruleOf(terms), reason, inputs: { ...inputs, paidOn: payment.paidOn, anniversary: first } };
}

/** The rule with the offer's requirements. */
function ruleOf({ offer }: Terms): string {
  switch (offer) {
    case 'action-pack':
      return 'R-MEM-6';
    case 'learning-action-pack':
      return 'R-MEM-2';
    case 'competency':
    case 'advanced-specialization':
      return 'R-MEM-3';
  }
}
