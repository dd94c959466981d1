/** The standing of a membership: whether its next renewal is at risk (R-COMP-5). */
import { addDays, type CivilDate, windowOf } from '../core/calendar.ts';
import type { Decision } from '../core/decision.ts';
import { withChange } from '../core/history.ts';
import { stampOf } from '../core/stamp.ts';
import type { Eligibility } from '../eligibility/eligibility.ts';
import { renewalEligibility } from '../eligibility/joint-renewal.ts';
import { anniversary, type Membership, type Standing } from '../memberships/membership.ts';
import type { MembershipDecision } from '../memberships/membership-decision.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { forgetRecords } from '../notices/limits/forget-records.ts';
import { shortfallText } from '../offers/shortfall.ts';
import { changesAfter, changesThrough } from '../people/skills.ts';
import { AT_RISK_KEPT, atRiskKey, claimAtRiskNotice, isAtRiskKey } from './at-risk-notice.ts';
import type { RenewalFacts } from './renewal-facts.ts';

/**
 * Evaluates the standing of a membership that is due for it, and claims a notice if its renewal is at risk from now on (R-COMP-5): one
 * notice until the requirements are met again. The same membership comes back if it is not due.
 */
export function decideStanding(facts: RenewalFacts, context: DecisionContext): MembershipDecision {
  const { membership } = facts;
  const { asOf } = context;
  if (membership.status.name !== 'active' || membership.consolidation !== null) return { membership, decisions: [] };
  // Nobody has to be told that a renewal is at risk which is not to come; withdrawn, it is looked at again (R-REN-8).
  if (membership.declined !== null) return { membership, decisions: [] };
  if (membership.evaluateOn === null || membership.evaluateOn > asOf) return { membership, decisions: [] };
  const before = membership.standing ?? standingOn(facts, addDays(asOf, -1), null, asOf);
  const standing = standingOn(facts, asOf, before);
  const evaluated = { ...membership, standing, evaluateOn: nextEvaluation(facts, asOf) };
  if (standing.state === before.state) return { membership: evaluated, decisions: [] };
  const isLost = isLoss(before, standing);
  const decision = standingDecision(evaluated, standing, before, isLost);
  const decisions = [decision];
  if (!isLost) return { membership: withStandingChange(evaluated, decision, context), decisions };
  const notices = {
    ...membership.notices,
    [atRiskKey(asOf)]: claimAtRiskNotice(evaluated, facts.partner, standing, context),
  };
  return { membership: forgetRecords({ ...evaluated, notices }, AT_RISK_KEPT, isAtRiskKey), decisions };
}

/** A change that is no loss causes no notice; it is recorded in the membership's history. */
function withStandingChange(
  membership: Membership,
  { what, rule, reason, inputs }: Decision,
  context: DecisionContext,
) {
  const change = { on: context.asOf, stamp: stampOf(context), what, rule, reason, inputs };
  return { ...membership, history: withChange(membership.history, change) };
}

/** The standing on a day; `since` is kept while the state is the same. `seenOn`: the day of the evaluation. */
function standingOn(facts: RenewalFacts, on: CivilDate, before: Standing | null, seenOn: CivilDate = on): Standing {
  const { state, shortfalls } = standingFrom(renewalEligibility(facts.membership, facts, on));
  if (before?.state === state) return { state, since: before.since, shortfalls };
  return { state, since: state === 'at-risk' ? (atRiskSince(facts, on) ?? seenOn) : seenOn, shortfalls };
}

/**
 * The day at or before `on` from which requirements have been missing without a break. A change recorded late (an employee left a week
 * ago) counts from its own day. Undefined for MCTs and KPI, which have no days of their own: they are missing since the evaluation.
 */
function atRiskSince(facts: RenewalFacts, on: CivilDate): CivilDate | undefined {
  const earlier = changesThrough(facts.skills, on).reverse();
  const isMissing = (day: CivilDate): boolean =>
    standingFrom(renewalEligibility(facts.membership, facts, day)).state === 'at-risk';
  return earlier.find((day) => isMissing(day) && !isMissing(addDays(day, -1)));
}

/** Whether a membership's standing differs from its last evaluation. */
export function hasStandingChanged({ standing }: Membership, eligibility: Eligibility): boolean {
  return standing !== null && isOtherStanding(standing, eligibility);
}

/** How a membership that nobody has looked at stands, as an eligibility says. */
export function standingFor(eligibility: Eligibility, since: CivilDate): Standing {
  return { ...standingFrom(eligibility), since };
}

export function isOtherStanding({ state }: Standing, eligibility: Eligibility): boolean {
  return state !== standingFrom(eligibility).state;
}

function standingFrom(eligibility: Eligibility): Pick<Standing, 'state' | 'shortfalls'> {
  switch (eligibility.state) {
    case 'met':
    case 'waived':
      return { state: 'met', shortfalls: [] };
    case 'not-met':
      return { state: 'at-risk', shortfalls: eligibility.shortfalls };
    case 'pending':
      return { state: eligibility.shortfalls.length === 0 ? 'pending' : 'at-risk', shortfalls: eligibility.shortfalls };
    case 'undecidable':
      return { state: 'unknown', shortfalls: [] };
  }
}

/** Whether a change loses a requirement that was met. An unknown standing was not met, nor were KPI not published yet (R-KPI-8). */
function isLoss(before: Standing, { state, shortfalls }: Standing): boolean {
  if (state !== 'at-risk') return false;
  if (before.state === 'met') return true;
  return before.state === 'pending' && shortfalls.some(({ code }) => code !== 'kpi');
}

/** The next day, within the window at the latest, on which a recorded achievement or figure begins or ceases to count. */
function nextEvaluation({ membership, skills }: RenewalFacts, asOf: CivilDate): CivilDate | null {
  const { closes } = windowOf(anniversary(membership));
  return changesAfter(skills, asOf).find((day) => day <= closes) ?? null;
}

function standingDecision(membership: Membership, standing: Standing, before: Standing, isLost: boolean): Decision {
  const { partnerId, membershipId, cycle } = membership;
  const { state, shortfalls } = standing;
  const shortfallList = shortfalls.length === 0 ? '' : `: ${shortfalls.map(shortfallText).join('; ')}`;
  const inputs = { anniversary: anniversary(membership), before: before.state, now: state, shortfalls };
  const reason = `the requirements of the next renewal were ${before.state}, and are ${state}${shortfallList}`;
  const what = isLost ? 'renewal-at-risk' : 'standing-changed';
  return { what, partnerId, membershipId, cycle, stage: null, rule: 'R-COMP-5', reason, inputs };
}
