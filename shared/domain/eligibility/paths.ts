/** Whether a level is attained: one of its paths satisfied (R-COMP-1). */
import Big from 'big.js';
import type { ProgramConfig } from '../config/program-config.ts';
import type { CivilDate } from '../core/calendar.ts';
import type { GoalShortfall, Shortfall } from '../offers/shortfall.ts';
import { figureOn, peopleOn, type Skills } from '../people/skills.ts';

type Path = ProgramConfig['programYears'][number]['requirements'][number]['paths'][number];

/**
 * The shortfalls of a competency on a day: none if a path is satisfied or there is no path; otherwise those of the
 * path, or of each where there are several: the one that takes the fewest changes first, those with figures that were
 * never recorded last.
 */
export function pathShortfalls(paths: readonly Path[], competency: string, skills: Skills, on: CivilDate): Shortfall[] {
  const unsatisfied = paths.map((path) => shortfallsOf(path, competency, skills, on));
  if (unsatisfied.length < 2 || unsatisfied.some((shortfalls) => shortfalls.length === 0))
    return unsatisfied.length === 1 ? unsatisfied.flat() : [];
  const sorted = unsatisfied.toSorted((a, b) => countUnmeasured(a) - countUnmeasured(b) || sizeOf(a) - sizeOf(b));
  return [{ code: 'paths', paths: sorted }];
}

/** What a path asks for, reached or not: what there is on a day, and what it takes. */
export function goalsOf(
  { skills: goals, performance }: Path,
  competency: string,
  skills: Skills,
  on: CivilDate,
): GoalShortfall[] {
  const exams = goals.map(({ certification, people: need }): GoalShortfall => {
    return { code: 'exams', have: peopleOn(skills, certification, on), need, certification };
  });
  const figures = performance.map(({ metric, value: need }): GoalShortfall => {
    return { code: 'performance', have: figureOn(skills, competency, metric, on), need, metric };
  });
  return [...exams, ...figures];
}

const shortfallsOf = (path: Path, competency: string, skills: Skills, on: CivilDate): GoalShortfall[] =>
  goalsOf(path, competency, skills, on).filter(isLacking);

/** Whether there is less than it takes. */
export const isLacking = ({ have, need }: Pick<GoalShortfall, 'have' | 'need'>): boolean => new Big(have).lt(need);

/** How many performance goals have no figure yet. */
const countUnmeasured = (shortfalls: readonly GoalShortfall[]): number =>
  shortfalls.filter((shortfall) => shortfall.code === 'performance' && shortfall.have === '0').length;

/** The number of changes that would satisfy the path: one for each missing employee and each performance goal. */
function sizeOf(shortfalls: readonly GoalShortfall[]): number {
  return shortfalls.reduce(
    (sum, shortfall) => sum + (shortfall.code === 'exams' ? shortfall.need - shortfall.have : 1),
    0,
  );
}
