import { parseCivilDate } from '../../../shared/domain/core/calendar.ts';
import { plannedRuns } from '../../../shared/sweep/planned-runs.ts';
import { dayAfter } from './dates.ts';
import { DAYS, type Plan } from './plan.ts';

/** A schedule that fires, possibly for an earlier day. */
export type Firing = {
  readonly workflow: ReturnType<typeof plannedRuns>[number]['workflow'];
  readonly phase: ReturnType<typeof plannedRuns>[number]['phase'];
  /** The day that it was scheduled for (R-CAL-1). */
  readonly asOf: string;
  /** How often, one after the other, or twice at once. */
  readonly how: 'once' | 'twice' | 'at-once';
};

/** The schedules that fire on each day in order, late ones first. */
export function firingsOf({ from, disruptions, overlapEvery }: Plan): Firing[][] {
  const days: Firing[][] = Array.from({ length: DAYS }, () => []);
  const late: Firing[][] = Array.from({ length: DAYS }, () => []);
  for (let day = 0; day < DAYS; day += 1) {
    if (disruptions.some((disruption) => disruption.what === 'outage' && isIn(day, disruption))) continue;
    const mine = disruptions.filter((disruption) => disruption.day === day);
    const how = mine.find(({ what }) => what === 'twice' || what === 'at-once')?.what as Firing['how'] | undefined;
    const usual = isOverlapDay(day, overlapEvery) ? 'at-once' : 'once';
    const firings = runsOf(dayAfter(from, day), how ?? usual);
    const delay = mine.find(({ what }) => what === 'late')?.days;
    if (delay === undefined) days[day]?.push(...firings);
    else late[day + delay]?.push(...firings);
  }
  return days.map((firings, day) => [...(late[day] ?? []), ...firings]);
}

export const isOverlapDay = (day: number, every: number): boolean => every > 0 && day % every === 0;

const isIn = (day: number, disruption: { day: number; days: number }): boolean =>
  day >= disruption.day && day < disruption.day + disruption.days;

function runsOf(asOf: string, how: Firing['how']): Firing[] {
  const date = parseCivilDate(asOf);
  return date === null ? [] : plannedRuns(date).map(({ workflow, phase }) => ({ workflow, phase, asOf, how }));
}
