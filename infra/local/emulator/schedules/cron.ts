import { Temporal } from 'temporal-polyfill';
import { UnsupportedError } from '../errors.ts';

/** A cron expression of EventBridge Scheduler: once a day at most, on the days for which {@link Cron.isOn} holds. */
export type Cron = {
  readonly time: Temporal.PlainTime;
  isOn(date: Temporal.PlainDate): boolean;
};

type DayTest = (date: Temporal.PlainDate) => boolean;

const DAY_NAMES = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * Reads `cron(minutes hours day-of-month month day-of-week year)`: minutes and hours one number each; days and months
 * `*`, or numbers, or a day's name; the day of the week `2#3` too (the third Monday); the year `*`. One of the two days
 * must be `?`.
 *
 * @throws UnsupportedError for any other expression
 */
export function parseCron(expression: string, where: string): Cron {
  const fail = (what: string): never => {
    throw new UnsupportedError(where, `${expression}: ${what}`);
  };
  const [, inner = ''] = /^cron\((.*)\)$/.exec(expression) ?? [];
  const fields = inner.trim().split(/\s+/);
  if (fields.length !== 6) fail('only cron expressions of six fields run on one machine');
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  if (year !== '*') fail(`year ${year} is not supported; * is`);
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) fail('exactly one of day-of-month and day-of-week must be ?');
  const tests = [
    dayOfMonth === '?' ? always : numbers(dayOfMonth, 1, 31, (date) => date.day, fail),
    numbers(month, 1, 12, (date) => date.month, fail),
    dayOfWeek === '?' ? always : weekday(dayOfWeek, fail),
  ];
  const time = new Temporal.PlainTime(wholeNumber(hour, 0, 23, fail), wholeNumber(minute, 0, 59, fail));
  return { time, isOn: (date) => tests.every((test) => test(date)) };
}

const always: DayTest = () => true;

function numbers(
  field: string,
  min: number,
  max: number,
  fieldOf: (date: Temporal.PlainDate) => number,
  fail: Fail,
): DayTest {
  if (field === '*') return always;
  const allowed = new Set(field.split(',').map((part) => wholeNumber(part, min, max, fail)));
  return (date) => allowed.has(fieldOf(date));
}

/** `2#3`, `MON#3`: the third Monday of the month; without `#`, every such day. 1 is Sunday. */
function weekday(field: string, fail: Fail): DayTest {
  const [day = '', nth] = field.split('#');
  const isDay = numbers(day.split(',').map(dayNumber).join(','), 1, 7, (date) => (date.dayOfWeek % 7) + 1, fail);
  if (nth === undefined) return isDay;
  const week = wholeNumber(nth, 1, 5, fail);
  return (date) => isDay(date) && Math.ceil(date.day / 7) === week;
}

const dayNumber = (day: string): string => (DAY_NAMES.includes(day) ? String(DAY_NAMES.indexOf(day) + 1) : day);

type Fail = (what: string) => never;

function wholeNumber(text: string, min: number, max: number, fail: Fail): number {
  const value = Number(text);
  if (!/^\d{1,2}$/.test(text) || value < min || value > max) fail(`${text} is not a number from ${min} to ${max}`);
  return value;
}
