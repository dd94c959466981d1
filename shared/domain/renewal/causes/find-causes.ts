/** Since when, and why, a renewal is at risk (R-COMP-5). */

import { addDays, type CivilDate } from '../../core/calendar.ts';
import { compareTexts } from '../../core/text.ts';
import { renewalEligibility } from '../../eligibility/joint-renewal.ts';
import type { Standing } from '../../memberships/membership.ts';
import { everyShortfall, type Shortfall } from '../../offers/shortfall.ts';
import { trainerChanges, trainersOn } from '../../partners/trainers.ts';
import { changesOf } from '../../people/skills.ts';
import type { RenewalFacts } from '../renewal-facts.ts';
import { kpiCause } from './kpi-cause.ts';
import type { RiskCause } from './risk-cause.ts';
import { skillCauses } from './skill-causes.ts';

/** Which shortfalls a day is looked for from which they have lasted. */
type Part = (shortfall: Shortfall) => boolean;
const isTrainers: Part = ({ code }) => code === 'mct';
const isSkills: Part = ({ code }) => code !== 'mct' && code !== 'kpi';

/** The facts of a day that has passed; KPI as they are now. */
export function evidenceOn(facts: RenewalFacts, on: CivilDate): RenewalFacts {
  return { ...facts, partner: { ...facts.partner, mctCount: trainersOn(facts.partner, on) } };
}

/** The days, ascending, on which something recorded begins or ceases to count. */
export function changeDays({ skills, partner }: RenewalFacts): CivilDate[] {
  const days = [...changesOf(skills), ...trainerChanges(partner).map(({ on }) => on)];
  return [...new Set(days)].toSorted();
}

/**
 * The day at or before `on` from which any of the shortfalls has lasted without a break. A change recorded late (an
 * employee left a week ago) counts from its own day. Null: the records do not say.
 */
export function lackingSince(facts: RenewalFacts, on: CivilDate, shortfalls: readonly Shortfall[]): CivilDate | null {
  const parts = [isTrainers, isSkills].filter((isPart) => shortfalls.some(isPart));
  const days = parts.flatMap((isPart) => partLackingSince(facts, on, isPart) ?? []);
  return days.toSorted()[0] ?? null;
}

function partLackingSince(facts: RenewalFacts, on: CivilDate, isPart: Part): CivilDate | undefined {
  const isMissing = (day: CivilDate): boolean => shortfallsOn(facts, day).some(isPart);
  const earlier = changeDays(facts).filter((day) => day <= on);
  return earlier.findLast((day) => isMissing(day) && !isMissing(addDays(day, -1)));
}

function shortfallsOn(facts: RenewalFacts, on: CivilDate): Shortfall[] {
  const eligibility = renewalEligibility(facts.membership, evidenceOn(facts, on), on);
  return eligibility.state === 'not-met' || eligibility.state === 'pending' ? eligibility.shortfalls : [];
}

/**
 * What is recorded as the cause of a loss, the earliest first; none where the records do not say. What was at risk
 * before is told no more.
 */
export function causesOf(
  facts: RenewalFacts,
  before: Standing,
  { shortfalls }: Pick<Standing, 'shortfalls'>,
  asOf: CivilDate,
): RiskCause[] {
  const kpi = kpiCauses(facts, before, shortfalls);
  if (before.state === 'at-risk') return kpi;
  const all = [...trainerCauses(facts, shortfalls, asOf), ...causesBySkill(facts, shortfalls, asOf), ...kpi];
  return all.toSorted((a, b) => compareTexts(a.on, b.on));
}

function kpiCauses({ changes }: RenewalFacts, { awaitsKpi }: Standing, shortfalls: readonly Shortfall[]): RiskCause[] {
  if (changes === undefined) return [];
  return everyShortfall(shortfalls).flatMap((shortfall) =>
    shortfall.code === 'kpi' ? (kpiCause(shortfall, changes, !awaitsKpi) ?? []) : [],
  );
}

function trainerCauses(facts: RenewalFacts, shortfalls: readonly Shortfall[], asOf: CivilDate): RiskCause[] {
  if (!shortfalls.some(isTrainers)) return [];
  const on = partLackingSince(facts, asOf, isTrainers);
  const ofDay = trainerChanges(facts.partner).filter((change) => change.on === on);
  const [first, last] = [ofDay[0], ofDay.at(-1)];
  if (on === undefined || first === undefined || last === undefined) return [];
  return [{ on, code: 'mct', before: first.before, after: last.after }];
}

function causesBySkill(facts: RenewalFacts, shortfalls: readonly Shortfall[], asOf: CivilDate): RiskCause[] {
  if (!shortfalls.some(isSkills)) return [];
  const on = partLackingSince(facts, asOf, isSkills);
  return on === undefined ? [] : skillCauses(facts, shortfalls.filter(isSkills), facts.changes?.employees ?? [], on);
}
