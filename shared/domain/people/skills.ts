/**
 * A partner's skills: how many employees count for each certification, and performance figures, as of any day (R-COMP).
 */

import Big from 'big.js';
import type { CivilDate } from '../core/calendar.ts';
import { type History, NO_HISTORY } from '../core/history.ts';
import { compareTexts } from '../core/text.ts';
import type { Metric } from '../offers/metric.ts';
import { countingPeriods, type Employee } from './employee.ts';

/** From `from` until the next step, `people` employees count. */
export type PeopleStep = { from: CivilDate; people: number };

/**
 * A measured performance figure; on a day, the latest one at or before it counts. `value`: decimal string.
 * `partnerIds`: the former partners that it was recorded for, by a merge since (R-MRG-6); not given: for the partner as
 * a whole.
 */
export type Figure = {
  competency: string;
  metric: Metric;
  value: string;
  measuredOn: CivilDate;
  partnerIds?: string[] | undefined;
};

/** The skills of a partner, in a form whose size does not grow with the number of employees. */
export type SkillsLedger = {
  partnerId: string;
  /** By certification, the earliest step first; 0 before the first step and for certifications without steps. */
  people: Record<string, PeopleStep[]>;
  /** The earliest first. */
  figures: Figure[];
  /** Achievements or associations have changed since the steps were counted. */
  dirty: boolean;
  /** Changes by imports; commands have records of their own. */
  history: History;
};

export type Skills = Pick<SkillsLedger, 'people' | 'figures'>;

/** Figures kept of one metric of a competency: a payment recorded late is judged by those of its day (R-REN-6). */
const FIGURES_KEPT = 36;

export function emptySkills(partnerId: string): SkillsLedger {
  return { partnerId, people: {}, figures: [], dirty: false, history: NO_HISTORY };
}

/** The steps of every certification of the employees, for one partner. */
export function countPeople(partnerId: string, employees: readonly Employee[]): Record<string, PeopleStep[]> {
  const certifications = employees.flatMap(({ achievements }) =>
    achievements.map(({ certification }) => certification),
  );
  const names = [...new Set(certifications)].sort();
  return Object.fromEntries(names.map((name) => [name, stepsOf(partnerId, employees, name)]));
}

function stepsOf(partnerId: string, employees: readonly Employee[], certification: string): PeopleStep[] {
  const changes = new Map<CivilDate, number>();
  const add = (on: CivilDate, by: number): void => void changes.set(on, (changes.get(on) ?? 0) + by);
  for (const employee of employees)
    for (const { from, until } of countingPeriods(employee, partnerId, certification)) {
      add(from, 1);
      if (until !== null) add(until, -1);
    }
  let people = 0;
  const steps: PeopleStep[] = [];
  for (const [from, by] of [...changes].sort(([a], [b]) => compareTexts(a, b))) {
    if (by === 0) continue;
    people += by;
    steps.push({ from, people });
  }
  return steps;
}

/** How many employees with a certification count on a day. */
export function peopleOn(skills: Skills, certification: string, on: CivilDate): number {
  return skills.people[certification]?.findLast(({ from }) => from <= on)?.people ?? 0;
}

/**
 * The latest figure at or before a day, after a merge the sum of each former partner's latest one until a later one is
 * recorded for the whole (R-MRG-6); `0` if there is none, as a month without invoice lines is 0.
 */
export function figureOn(skills: Skills, competency: string, metric: Metric, on: CivilDate): string {
  const known = skills.figures.filter(
    (figure) => isOfMetric(figure, { competency, metric }) && figure.measuredOn <= on,
  );
  const counted: Figure[] = [];
  for (const figure of known.toReversed())
    if (!counted.some((later) => isCoveredBy(figure, later))) counted.push(figure);
  return counted.reduce((sum, { value }) => sum.plus(value), new Big(0)).toFixed();
}

/** Whether a later figure says anew what an earlier one says, or a part of it. */
const isCoveredBy = ({ partnerIds }: Figure, later: Figure): boolean =>
  partnerIds === undefined || later.partnerIds === undefined || partnerIds.some((id) => later.partnerIds?.includes(id));

const isOfMetric = (figure: Figure, { competency, metric }: Pick<Figure, 'competency' | 'metric'>): boolean =>
  figure.competency === competency && figure.metric === metric;

/** The figures with one more; of two for the same day the one recorded last counts. */
export function withFigure(figures: readonly Figure[], figure: Figure): Figure[] {
  const isReplaced = (other: Figure): boolean =>
    isOfMetric(other, figure) && other.measuredOn === figure.measuredOn && isSameOf(other, figure);
  return keepLatest([...figures.filter((other) => !isReplaced(other)), figure].sort(byDay));
}

/**
 * The figures of two partners that have become one: each says from now on whose it was, so that they add up (R-MRG-6).
 * Figures of the earliest day first, those of one day in the order in which they were recorded. Repeating it changes
 * nothing.
 */
export function addUpFigures(into: FiguresOf, from: FiguresOf): Figure[] {
  const [own, others] = [namedFigures(into), namedFigures(from)];
  const isKnown = (figure: Figure): boolean =>
    own.some((other) => isOfMetric(other, figure) && other.measuredOn === figure.measuredOn && isSameOf(other, figure));
  return keepLatest([...own, ...others.filter((figure) => !isKnown(figure))].sort(byDay));
}

export type FiguresOf = Pick<SkillsLedger, 'partnerId' | 'figures'>;

function namedFigures({ partnerId, figures }: FiguresOf): Figure[] {
  const whole = [...new Set([partnerId, ...figures.flatMap(({ partnerIds = [] }) => partnerIds)])].sort();
  return figures.map((figure) => ({ ...figure, partnerIds: figure.partnerIds ?? whole }));
}

const isSameOf = (a: Figure, b: Figure): boolean =>
  JSON.stringify(a.partnerIds ?? null) === JSON.stringify(b.partnerIds ?? null);

/** The latest of each metric, and the latest of each former partner. */
function keepLatest(figures: readonly Figure[]): Figure[] {
  return figures.filter((figure, index) => {
    const later = figures.slice(index + 1).filter((other) => isOfMetric(other, figure));
    return later.length < FIGURES_KEPT || !later.some((other) => isSameOf(other, figure));
  });
}

const byDay = (a: Figure, b: Figure): number => compareTexts(a.measuredOn, b.measuredOn);

/** The days after `after`, ascending, on which a recorded achievement or figure begins or ceases to count. */
export function changesAfter(skills: Skills, after: CivilDate): CivilDate[] {
  return changesOf(skills).filter((day) => day > after);
}

/** All of them. */
export function changesOf({ people, figures }: Skills): CivilDate[] {
  const stepDays = Object.values(people).flatMap((steps) => steps.map(({ from }) => from));
  return [...new Set([...stepDays, ...figures.map(({ measuredOn }) => measuredOn)])].sort();
}
