/**
 * Calendar arithmetic of the sample. It is a second, independent one on purpose: the sample aims its payments at "day
 * 30 of the window", and a mistake in the program's own calendar must not move these payments too.
 */

/** A civil date, `YYYY-MM-DD`; such strings compare in the order of time. */
export type CivilDate = string;

type YearMonthDay = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
};

export function civilDate(year: number, month: number, day: number): CivilDate {
  const text = (value: number, width: number): string => String(value).padStart(width, '0');
  return `${text(year, 4)}-${text(month, 2)}-${text(day, 2)}`;
}

/** @throws RangeError on anything but a date that exists, such as `2027-02-29`. */
export function parts(date: CivilDate): YearMonthDay {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const [year = 0, month = 0, day = 0] = (match ?? []).slice(1).map(Number);
  const exists = match !== null && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!exists) throw new RangeError(`expected an existing date like 2027-01-01, got ${JSON.stringify(date)}`);
  return { year, month, day };
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days since 0000-03-01. Years start in March here, so that the leap day comes last and needs no special case. */
function dayNumber(date: CivilDate): number {
  const { year, month, day } = parts(date);
  const marchYear = month < 3 ? year - 1 : year;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
}

/** Whole days from one date to another, negative when `to` is the earlier one. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function addDays(date: CivilDate, days: number): CivilDate {
  let { year, month, day } = parts(date);
  day += days;
  while (day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  while (day < 1) {
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
    day += daysInMonth(year, month);
  }
  return civilDate(year, month, day);
}

/** The same day of another month, or that month's last day where it is too short. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = parts(date);
  const index = year * 12 + month - 1 + months;
  const target = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  return civilDate(target.year, target.month, Math.min(day, daysInMonth(target.year, target.month)));
}

/** Always counted from the purchase: 29 February becomes the 28th in common years and comes back (R-CAL-2). */
export function anniversaryOf(purchasedOn: CivilDate, cycle: number): CivilDate {
  return addMonths(purchasedOn, 12 * cycle);
}

export function monthStart(date: CivilDate): CivilDate {
  return `${date.slice(0, 7)}-01`;
}

export function monthEnd(date: CivilDate): CivilDate {
  return addDays(addMonths(monthStart(date), 1), -1);
}

/** The first date with this month and day that is not before `from`. The day must exist in every year. */
export function nextOccurrence(from: CivilDate, month: number, day: number): CivilDate {
  const { year } = parts(from);
  const thisYear = civilDate(year, month, day);
  return thisYear >= from ? thisYear : civilDate(year + 1, month, day);
}

/** The Monday of the days 15 to 21 (R-CAL-6). 0000-03-01 was a Wednesday, two days after a Monday. */
export function thirdMonday(month: CivilDate): CivilDate {
  const fifteenth = addDays(monthStart(month), 14);
  const daysAfterMonday = (dayNumber(fifteenth) + 2) % 7;
  return addDays(fifteenth, (7 - daysAfterMonday) % 7);
}
