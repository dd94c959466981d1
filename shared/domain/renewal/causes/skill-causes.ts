/** The changes of employees and figures that put a renewal at risk (R-COMP-2, R-COMP-4, R-COMP-5). */
import Big from 'big.js';
import { addDays, type CivilDate } from '../../core/calendar.ts';
import { type Membership, renewedTerms } from '../../memberships/membership.ts';
import type { Metric } from '../../offers/metric.ts';
import { everyShortfall, type Shortfall } from '../../offers/shortfall.ts';
import { countingPeriods, type Employee, endOf } from '../../people/employee.ts';
import { type Figure, figureOn, type Skills } from '../../people/skills.ts';
import type { RiskCause } from './risk-cause.ts';

type Facts = { membership: Membership; skills: Skills };

/** The changes of a day in what any of the paths lacks. */
export function skillCauses(
  { membership, skills }: Facts,
  shortfalls: readonly Shortfall[],
  employees: readonly Employee[],
  on: CivilDate,
): RiskCause[] {
  const all = everyShortfall(shortfalls);
  const certifications = [...new Set(all.flatMap((each) => (each.code === 'exams' ? [each.certification] : [])))];
  const metrics = new Set(all.flatMap((each) => (each.code === 'performance' ? [each.metric] : [])));
  const competencies = renewedTerms(membership).map(({ competency }) => competency);
  const figures = skills.figures.filter(({ competency }) => competencies.includes(competency));
  return [
    ...employees.flatMap((employee) => employeeCause(employee, membership.partnerId, certifications, on)),
    ...[...metrics].flatMap((metric) => figureCauses(skills, figures, metric, on)),
  ];
}

/** The end of an association ends all that counted by it: only what else ended that day has expired. */
function employeeCause(employee: Employee, partnerId: string, all: string[], on: CivilDate): RiskCause[] {
  const hasEnded = (certification: string): boolean =>
    countingPeriods(employee, partnerId, certification).some(({ until }) => until === on);
  const certifications = all.filter(hasEnded);
  if (certifications.length === 0) return [];
  const { employeeId, name, associations } = employee;
  const association = associations.find((each) => each.partnerId === partnerId && each.until === on);
  const code = association === undefined ? 'expired' : endOf(employee, association);
  if (code === null) return [];
  return [{ on, code, employeeId, name, certifications }];
}

/**
 * Figures that are lower by what was measured on the day than on the day before, or measured for the first time; after
 * a merge sums (R-MRG-6).
 */
function figureCauses(skills: Skills, figures: readonly Figure[], metric: Metric, on: CivilDate): RiskCause[] {
  const ofMetric = figures.filter((figure) => figure.metric === metric);
  const measured = new Set(ofMetric.filter(({ measuredOn }) => measuredOn === on).map(({ competency }) => competency));
  return [...measured].flatMap((competency): RiskCause[] => {
    const isEarlier = (figure: Figure): boolean => figure.competency === competency && figure.measuredOn < on;
    const before = ofMetric.some(isEarlier) ? figureOn(skills, competency, metric, addDays(on, -1)) : null;
    const after = figureOn(skills, competency, metric, on);
    return before !== null && new Big(after).gte(before) ? [] : [{ on, code: 'figure', metric, before, after }];
  });
}
