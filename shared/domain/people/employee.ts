/**
 * Employees, their associations and achievements, and when these count for a partner (R-COMP-2, R-COMP-3, R-COMP-4).
 */

import { addDays, type CivilDate } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';
import { compareTexts } from '../core/text.ts';

/** A certification or assessment that an employee has passed. */
export type Achievement = {
  certification: string;
  completedOn: CivilDate;
  /** The first day on which it does not count any more; null: it does not expire. */
  expiresOn: CivilDate | null;
};

/** The time for which an employee belongs to a partner: from `from`, inclusive, to `until`, exclusive; null: still. */
export type Association = {
  partnerId: string;
  from: CivilDate;
  until: CivilDate | null;
  /** What recorded its begin and its end; null: not known. */
  began: Recording | null;
  ended: Recording | null;
};

/** The execution that recorded something, and of which workflow it was: it may have been about another partner. */
export type Recording = Stamp & { workflow: 'import' | 'partner-command' };

/** One employee, with all partners it has belonged to. */
export type Employee = {
  employeeId: string;
  name: string;
  /** The earliest first; none overlaps another: one organisation at a time (R-COMP-2). */
  associations: Association[];
  achievements: Achievement[];
};

/** A period in which an achievement counts: from `from`, inclusive, to `until`, exclusive; null: without end. */
export type CountingPeriod = { from: CivilDate; until: CivilDate | null };

/**
 * Days after the association or the completion from which an achievement counts: 24 hours, in civil dates (R-COMP-3).
 */
const COUNTS_AFTER_DAYS = 1;

/** The association of an employee on a day; null: none. */
export function associationOn({ associations }: Employee, on: CivilDate): Association | null {
  return associations.find(({ from, until }) => from <= on && (until === null || on < until)) ?? null;
}

/**
 * How an association ended: the employee left, or was associated with another organisation on that day (R-COMP-2,
 * R-COMP-4). Null: it has not ended, or the employee stayed: after a merge, one who went from one of the two partners
 * to the other.
 */
export function endOf({ associations }: Employee, association: Association): 'left' | 'severed' | null {
  const { partnerId, until } = association;
  if (until === null) return null;
  const next = associations.filter((each) => each.from === until && each !== association);
  if (next.some((each) => each.partnerId === partnerId)) return null;
  return next.length > 0 ? 'severed' : 'left';
}

/**
 * The periods in which an employee's certification counts for a partner, the earliest first; without overlaps, as an
 * employee counts once.
 */
export function countingPeriods(employee: Employee, partnerId: string, certification: string): CountingPeriod[] {
  const associations = employee.associations.filter((association) => association.partnerId === partnerId);
  const achievements = employee.achievements.filter((achievement) => achievement.certification === certification);
  const periods = associations.flatMap((association) =>
    achievements.flatMap((achievement) => periodOf(association, achievement)),
  );
  return joinOverlaps(periods.sort((a, b) => compareTexts(a.from, b.from)));
}

function periodOf(association: Association, { completedOn, expiresOn }: Achievement): CountingPeriod[] {
  const later = association.from > completedOn ? association.from : completedOn;
  const from = addDays(later, COUNTS_AFTER_DAYS);
  const until = earlierEnd(association.until, expiresOn);
  return until !== null && until <= from ? [] : [{ from, until }];
}

const earlierEnd = (a: CivilDate | null, b: CivilDate | null): CivilDate | null =>
  a === null || (b !== null && b < a) ? b : a;

function joinOverlaps(periods: CountingPeriod[]): CountingPeriod[] {
  const joined: CountingPeriod[] = [];
  for (const period of periods) {
    const last = joined.at(-1);
    if (last === undefined || (last.until !== null && last.until < period.from)) joined.push({ ...period });
    else last.until = last.until === null || period.until === null ? null : laterOf(last.until, period.until);
  }
  return joined;
}

const laterOf = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);

/** The employee with `recording` on every begin and end of an association that is new since `before`. */
export function stampAssociations(before: Employee | null, after: Employee, recording: Recording): Employee {
  const associations = after.associations.map((association): Association => {
    const former = before?.associations.find(
      (each) => each.partnerId === association.partnerId && each.from === association.from,
    );
    const began = former === undefined ? recording : former.began;
    if (association.until === null) return { ...association, began };
    return { ...association, began, ended: former?.until === association.until ? former.ended : recording };
  });
  return { ...after, associations };
}
