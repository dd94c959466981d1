/** A partner's skills: how many employees count for each certification, and performance figures, as of any day (R-COMP). */
import type { CivilDate } from '../core/calendar.ts';
import { type History, NO_HISTORY } from '../core/history.ts';
import type { Metric } from '../offers/metric.ts';
import { countingPeriods, type Employee } from './employee.ts';

/** From `from` until the next step, `people` employees count. */
export type PeopleStep = { from: CivilDate; people: number };

/** A measured performance figure; on a day, the latest one at or before it counts. `value`: decimal string. */
export type Figure = { competency: string; metric: Metric; value: string; measuredOn: CivilDate };

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
  for (const [from, by] of [...changes].sort(([a], [b]) => (a < b ? -1 : 1))) {
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

/** The latest figure at or before a day; `0` if there is none, as a month without invoice lines is 0. */
export function figureOn(skills: Skills, competency: string, metric: Metric, on: CivilDate): string {
  const isIt = (figure: Figure): boolean =>
    figure.competency === competency && figure.metric === metric && figure.measuredOn <= on;
  return skills.figures.findLast(isIt)?.value ?? '0';
}

/** The figures with one more; of two for the same day the one recorded last counts. */
export function withFigure(figures: readonly Figure[], figure: Figure): Figure[] {
  const isSame = (other: Figure): boolean => other.competency === figure.competency && other.metric === figure.metric;
  const others = figures.filter((other) => !isSame(other));
  const earlier = figures.filter((other) => isSame(other) && other.measuredOn !== figure.measuredOn);
  const latest = [...earlier, figure].sort(byDay).slice(-FIGURES_KEPT);
  return [...others, ...latest].sort(byDay);
}

const byDay = (a: Figure, b: Figure): number =>
  a.measuredOn < b.measuredOn ? -1 : a.measuredOn > b.measuredOn ? 1 : 0;

/** The days after `after`, ascending, on which a recorded achievement or figure begins or ceases to count. */
export function changesAfter(skills: Skills, after: CivilDate): CivilDate[] {
  return changes(skills).filter((day) => day > after);
}

/** The days through `last`, inclusive, ascending, on which a recorded achievement or figure begins or ceases to count. */
export function changesThrough(skills: Skills, last: CivilDate): CivilDate[] {
  return changes(skills).filter((day) => day <= last);
}

function changes({ people, figures }: Skills): CivilDate[] {
  const stepDays = Object.values(people).flatMap((steps) => steps.map(({ from }) => from));
  return [...new Set([...stepDays, ...figures.map(({ measuredOn }) => measuredOn)])].sort();
}
