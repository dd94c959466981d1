/** Whether a level is attained: one of its paths satisfied (R-COMP-1). */
import Big from 'big.js';
import type { ProgramConfig } from '../config/program-config.ts';
import type { CivilDate } from '../core/calendar.ts';
import type { Shortfall } from '../offers/shortfall.ts';
import { figureOn, peopleOn, type Skills } from '../people/skills.ts';

type Path = ProgramConfig['programYears'][number]['requirements'][number]['paths'][number];

/**
 * The shortfalls of a competency on a day: none if a path is satisfied or there is no path; otherwise those of the path that takes the
 * fewest changes. Paths with figures that were never recorded come last.
 */
export function pathShortfalls(paths: readonly Path[], competency: string, skills: Skills, on: CivilDate): Shortfall[] {
  const alternatives = paths.map((path) => shortfallsOf(path, competency, skills, on));
  return alternatives.toSorted((a, b) => countUnmeasured(a) - countUnmeasured(b) || sizeOf(a) - sizeOf(b))[0] ?? [];
}

function shortfallsOf(
  { skills: goals, performance }: Path,
  competency: string,
  skills: Skills,
  on: CivilDate,
): Shortfall[] {
  const exams = goals.flatMap(({ certification, people }): Shortfall[] => {
    const have = peopleOn(skills, certification, on);
    return have >= people ? [] : [{ code: 'exams', have, need: people, certification }];
  });
  const figures = performance.flatMap(({ metric, value }): Shortfall[] => {
    const have = figureOn(skills, competency, metric, on);
    return new Big(have).gte(value) ? [] : [{ code: 'performance', have, need: value, metric }];
  });
  return [...exams, ...figures];
}

/** How many performance goals have no figure yet. */
const countUnmeasured = (shortfalls: readonly Shortfall[]): number =>
  shortfalls.filter((shortfall) => shortfall.code === 'performance' && shortfall.have === '0').length;

/** The number of changes that would satisfy the path: one for each missing employee and each performance goal. */
function sizeOf(shortfalls: readonly Shortfall[]): number {
  return shortfalls.reduce(
    (sum, shortfall) => sum + (shortfall.code === 'exams' ? shortfall.need - shortfall.have : 1),
    0,
  );
}
