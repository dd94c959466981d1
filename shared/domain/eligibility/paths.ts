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

function shortfallsOf(
  { skills: goals, performance }: Path,
  competency: string,
  skills: Skills,
  on: CivilDate,
): GoalShortfall[] {
  const exams = goals.flatMap(({ certification, people }): GoalShortfall[] => {
    const have = peopleOn(skills, certification, on);
    return have >= people ? [] : [{ code: 'exams', have, need: people, certification }];
  });
  const figures = performance.flatMap(({ metric, value }): GoalShortfall[] => {
    const have = figureOn(skills, competency, metric, on);
    return new Big(have).gte(value) ? [] : [{ code: 'performance', have, need: value, metric }];
  });
  return [...exams, ...figures];
}

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
