/** The standing of a membership: whether its next renewal is at risk (R-COMP-5). */
import { addDays, type CivilDate, windowOf } from '../core/calendar.ts';
import type { Decision } from '../core/decision.ts';
import { withChange } from '../core/history.ts';
import { stampOf } from '../core/stamp.ts';
import type { Eligibility } from '../eligibility/eligibility.ts';
import { renewalEligibility } from '../eligibility/joint-renewal.ts';
import { anniversary, type Membership, type Standing } from '../memberships/membership.ts';
import type { MembershipDecision } from '../memberships/membership-decision.ts';
import { isInForce } from '../memberships/status.ts';
import type { DecisionContext } from '../notices/decision-context.ts';
import { forgetRecords } from '../notices/limits/forget-records.ts';
import { shortfallsText } from '../offers/shortfall.ts';
import { changesAfter } from '../people/skills.ts';
import { AT_RISK_KEPT, atRiskKey, claimAtRiskNotice, isAtRiskKey } from './at-risk-notice.ts';
import { causesOf, changeDays, evidenceOn, lackingSince } from './causes/find-causes.ts';
import type { RenewalFacts } from './renewal-facts.ts';

/**
 * Evaluates the standing of a membership that is due for it, and claims a notice if its renewal is at risk from now on
 * (R-COMP-5): one notice for each change, none after the window. The same membership comes back if it is not due.
 */
export function decideStanding(facts: RenewalFacts, context: DecisionContext): MembershipDecision {
  const { membership } = facts;
  const { asOf } = context;
  if (!isDue(membership, asOf)) return { membership, decisions: [] };
  if (!isInForce(membership, asOf)) return { membership: { ...membership, evaluateOn: null }, decisions: [] };
  const before = standingBefore(facts, asOf);
  const standing = standingNow(facts, before, asOf);
  const isLost = isLoss(before, standing);
  const evaluated = { ...membership, standing, evaluateOn: nextEvaluation(facts, asOf) };
  if (standing.state === before.state && !isLost) return { membership: evaluated, decisions: [] };
  const decision = standingDecision(evaluated, standing, before, isLost);
  const decisions = [decision];
  if (!isLost) return { membership: withStandingChange(evaluated, decision, context), decisions };
  const causes = causesOf(facts, before, standing, asOf);
  const notice = claimAtRiskNotice(evaluated, facts.partner, { ...standing, causes }, context);
  const notices = { ...membership.notices, [atRiskKey(evaluated, asOf)]: notice };
  return { membership: forgetRecords({ ...evaluated, notices }, AT_RISK_KEPT, isAtRiskKey), decisions };
}

/** Whether the evaluation of a day finds that a requirement is lost: only then are the records of changes needed. */
export function losesRequirement(facts: RenewalFacts, asOf: CivilDate): boolean {
  if (!isDue(facts.membership, asOf) || !isInForce(facts.membership, asOf)) return false;
  const before = standingBefore(facts, asOf);
  return isLoss(before, standingNow(facts, before, asOf));
}

/** Nobody has to be told of a renewal that is not to come; withdrawn, it is looked at again (R-REN-8). */
const isDue = ({ status, consolidation, declined, evaluateOn }: Membership, asOf: CivilDate): boolean =>
  status.name === 'active' && consolidation === null && declined === null && evaluateOn !== null && evaluateOn <= asOf;

/** A change that is no loss causes no notice; it is recorded in the membership's history. */
function withStandingChange(
  membership: Membership,
  { what, rule, reason, inputs }: Decision,
  context: DecisionContext,
) {
  const change = { on: context.asOf, stamp: stampOf(context), what, rule, reason, inputs };
  return { ...membership, history: withChange(membership.history, change) };
}

/**
 * How it stood when it was last looked at. Where nobody has looked yet: on the last day on which it was not at risk,
 * from the day before it became due to that before `asOf`.
 */
function standingBefore(facts: RenewalFacts, asOf: CivilDate): Standing {
  const { standing, evaluateOn } = facts.membership;
  if (standing !== null) return standing;
  const first = addDays(evaluateOn ?? asOf, -1);
  const days = [first, ...changeDays(facts).filter((day) => first < day && day < asOf)];
  const standings = days.map((day) => standingOn(facts, day, asOf));
  const last = standings.findLast(({ state }) => state !== 'at-risk') ?? standings.at(-1);
  return last ?? standingOn(facts, first, asOf);
}

/**
 * `since` is kept while the state is the same; otherwise it is the first day of what is missing, if that is recorded.
 */
function standingNow(facts: RenewalFacts, before: Standing, asOf: CivilDate): Standing {
  const standing = standingOn(facts, asOf, asOf);
  if (standing.state === before.state) return { ...standing, since: before.since };
  const days = causesOf(facts, before, standing, asOf).map(({ on }) => on);
  const [since = standing.since] = [...days, standing.since].toSorted();
  return { ...standing, since };
}

/** `seenOn`: the day of the evaluation. */
function standingOn(facts: RenewalFacts, on: CivilDate, seenOn: CivilDate): Standing {
  const standing = standingFrom(renewalEligibility(facts.membership, evidenceOn(facts, on), on));
  const since = standing.state === 'at-risk' ? lackingSince(facts, on, standing.shortfalls) : null;
  return { ...standing, since: since ?? seenOn };
}

/** Whether a renewal is at risk on a day. */
export const isAtRisk = (facts: RenewalFacts, on: CivilDate): boolean =>
  standingFrom(renewalEligibility(facts.membership, facts, on)).state === 'at-risk';

/** How a membership that nobody has looked at stands, as an eligibility says. */
export function standingFor(eligibility: Eligibility, since: CivilDate): Standing {
  return { ...standingFrom(eligibility), since };
}

export function isOtherStanding({ state, awaitsKpi }: Standing, eligibility: Eligibility): boolean {
  const other = standingFrom(eligibility);
  return state !== other.state || awaitsKpi !== other.awaitsKpi;
}

/** How a renewal stands, as an eligibility says (R-COMP-5). */
export function standingFrom(eligibility: Eligibility): Omit<Standing, 'since'> {
  switch (eligibility.state) {
    case 'met':
    case 'waived':
      return { state: 'met', shortfalls: [], awaitsKpi: false };
    case 'not-met':
      return { state: 'at-risk', shortfalls: eligibility.shortfalls, awaitsKpi: false };
    case 'pending': {
      const { shortfalls } = eligibility;
      return { state: shortfalls.length === 0 ? 'pending' : 'at-risk', shortfalls, awaitsKpi: true };
    }
    case 'undecidable':
      return { state: 'unknown', shortfalls: [], awaitsKpi: false };
  }
}

/**
 * Whether a change loses a requirement. An unknown standing was not met. KPI that were awaited and are decided as not
 * met are lost, whatever else was missing before.
 */
function isLoss(before: Standing, { state, shortfalls, awaitsKpi }: Standing): boolean {
  if (state !== 'at-risk') return false;
  if (before.state === 'met' || before.state === 'pending') return true;
  return before.awaitsKpi && !awaitsKpi && shortfalls.some(({ code }) => code === 'kpi');
}

/**
 * The next day, within the window at the latest, on which a recorded achievement or figure begins or ceases to count.
 */
function nextEvaluation({ membership, skills }: RenewalFacts, asOf: CivilDate): CivilDate | null {
  const { closes } = windowOf(anniversary(membership));
  return changesAfter(skills, asOf).find((day) => day <= closes) ?? null;
}

function standingDecision(membership: Membership, standing: Standing, before: Standing, isLost: boolean): Decision {
  const { partnerId, membershipId, cycle } = membership;
  const { state, shortfalls } = standing;
  const shortfallList = shortfalls.length === 0 ? '' : `: ${shortfallsText(shortfalls)}`;
  const inputs = { anniversary: anniversary(membership), before: before.state, now: state, shortfalls };
  const reason = `the requirements of the next renewal were ${before.state}, and are ${state}${shortfallList}`;
  const what = isLost ? 'renewal-at-risk' : 'standing-changed';
  return { what, partnerId, membershipId, cycle, stage: null, rule: 'R-COMP-5', reason, inputs };
}
