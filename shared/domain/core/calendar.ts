/**
 * Civil dates and the program's calendar (R-CAL). A civil date is an ISO string `YYYY-MM-DD`, so that it can be stored,
 * compared with `<` and printed as it is. Days are counted in UTC, months and years in the text, many times faster than
 * by Temporal; instants in a time zone are Temporal's.
 */
import { Temporal } from 'temporal-polyfill';

declare const civilDate: unique symbol;
declare const civilMonth: unique symbol;
/** A day of the calendar, `YYYY-MM-DD`, without time or zone (R-CAL-1). Sorts as text. */
export type CivilDate = string & { readonly [civilDate]: true };
/** A month of the calendar, `YYYY-MM`. Sorts as text. */
export type CivilMonth = string & { readonly [civilMonth]: true };

/** Days from the anniversary to the last day of the renewal window, that day included (R-CAL-3). */
export const WINDOW_DAYS = 30;
/** Day of the month on which KPI reports are refreshed (R-CAL-5). */
export const MID_MONTH_DAY = 15;
const FIRST_WEEK_LAST_DAY = 7;
const MONDAY = 1;

/** Every civil date has as many in UTC. */
const DAY_MS = 86_400_000;
const MONTHS_OF_YEAR = 12;
const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The civil date written as `YYYY-MM-DD`; null if it is not one.
 *
 * @example
 * parseCivilDate('2028-02-29'); // '2028-02-29'
 * parseCivilDate('2027-02-29'); // null
 * parseCivilDate('27/01/2027'); // null
 */
export function parseCivilDate(text: string): CivilDate | null {
  if (!SHAPE.test(text)) return null;
  const day = Date.parse(text);
  // A day that its month does not have would be one of the next.
  return !Number.isNaN(day) && dateOfDay(day) === text ? (text as CivilDate) : null;
}

const dateOfDay = (day: number): CivilDate => new Date(day).toISOString().split('T')[0] as CivilDate;

/** Like `parseCivilDate`, for dates known to be valid. @throws RangeError if the text is not one */
export function civilDateOf(text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === null) throw new RangeError(`"${text}" is not a calendar date of the form YYYY-MM-DD`);
  return date;
}

/**
 * The civil date of an instant in the program's zone (R-CAL-1). `instant`: ISO 8601 with an offset or `Z`.
 *
 * @throws RangeError
 */
export function civilDateIn(instant: string, timeZone: string): CivilDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString() as CivilDate;
}

/** Whether `civilDateIn` accepts the text: ISO 8601 with an offset or `Z`, in the range of civil dates. */
export function isInstant(text: string): boolean {
  try {
    return parseCivilDate(civilDateIn(text, 'UTC')) !== null;
  } catch {
    return false;
  }
}

/** The same instant in UTC with milliseconds, so that instants compare as text. @throws RangeError */
export function utcInstant(instant: string): string {
  return Temporal.Instant.from(instant).toString({ fractionalSecondDigits: 3 });
}

/** The date `days` days later (earlier if negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDay(Date.parse(date) + days * DAY_MS);
}

/** Days from `from` to `to`: 0 on the same day, negative if `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

/**
 * The anniversary date (AD) of a cycle (1 = the first): the purchase date plus that many years. Always counted from the
 * purchase date, so that 29 February comes back in leap years (R-CAL-2).
 *
 * @example
 * anniversaryOf('2024-02-29', 1); // '2025-02-28'
 * anniversaryOf('2024-02-29', 4); // '2028-02-29'
 */
export function anniversaryOf(purchasedOn: CivilDate, cycle: number): CivilDate {
  const year = Number(purchasedOn.slice(0, 4)) + cycle;
  const day = purchasedOn.slice(5);
  return `${paddedYear(year)}-${day === '02-29' && !isLeapYear(year) ? '02-28' : day}` as CivilDate;
}

const paddedYear = (year: number): string => String(year).padStart(4, '0');

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** How many anniversaries of a purchase there were up to a day, inclusive. */
export function anniversariesReached(purchasedOn: CivilDate, on: CivilDate): number {
  const years = Number(on.slice(0, 4)) - Number(purchasedOn.slice(0, 4));
  if (years <= 0) return 0;
  return anniversaryOf(purchasedOn, years) <= on ? years : years - 1;
}

/**
 * First and last day of the renewal window of an AD, both inclusive: AD+1 … AD+30 (R-CAL-3).
 *
 * @example
 * windowOf('2027-09-01'); // { opens: '2027-09-02', closes: '2027-10-01' }
 */
export function windowOf(anniversary: CivilDate): { opens: CivilDate; closes: CivilDate } {
  return { opens: addDays(anniversary, 1), closes: addDays(anniversary, WINDOW_DAYS) };
}

/** The day on which an unpaid membership is expired: AD+31 (R-CAL-4). */
export function expiryOf(anniversary: CivilDate): CivilDate {
  return addDays(anniversary, WINDOW_DAYS + 1);
}

/** The month of a date. */
export function monthOf(date: CivilDate): CivilMonth {
  return date.slice(0, 7) as CivilMonth;
}

/** The month `months` months later (earlier if negative). */
export function addMonths(month: CivilMonth, months: number): CivilMonth {
  const count = Number(month.slice(0, 4)) * MONTHS_OF_YEAR + Number(month.slice(5)) - 1 + months;
  const number = String((count % MONTHS_OF_YEAR) + 1).padStart(2, '0');
  return `${paddedYear(Math.floor(count / MONTHS_OF_YEAR))}-${number}` as CivilMonth;
}

/** The day of a month; `day` is 1–28. */
export function dayOf(month: CivilMonth, day: number): CivilDate {
  return `${month}-${String(day).padStart(2, '0')}` as CivilDate;
}

/** The day of the KPI refresh in a month (R-CAL-5). */
export function midMonth(month: CivilMonth): CivilDate {
  return dayOf(month, MID_MONTH_DAY);
}

/** The latest KPI refresh day at or before `date` (R-CAL-5). */
export function latestMidMonth(date: CivilDate): CivilDate {
  const month = monthOf(date);
  return date >= midMonth(month) ? midMonth(month) : midMonth(addMonths(month, -1));
}

/** The earliest KPI refresh day after `date` (R-CAL-5). */
export function nextMidMonth(date: CivilDate): CivilDate {
  return midMonth(addMonths(monthOf(latestMidMonth(date)), 1));
}

/** The day of a month's directory submission: the Monday of days 15–21 (R-CAL-6). */
export function submissionDay(month: CivilMonth): CivilDate {
  const weekday = new Date(midMonth(month)).getUTCDay();
  return addDays(midMonth(month), (MONDAY - weekday + 7) % 7);
}

/** The day on which a month's directory batch becomes visible: the 7th of the following month (R-CAL-7). */
export function publicationDay(month: CivilMonth): CivilDate {
  return dayOf(addMonths(month, 1), FIRST_WEEK_LAST_DAY);
}
