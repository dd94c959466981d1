/** Dates as spreadsheets write them. */
import { parseCivilDate } from '../../../../shared/domain/core/calendar.ts';
import type { Readings } from './conventions.ts';
import { isFiller, monthOf } from './month-names.ts';

export const DATE_ORDERS = ['day-month-year', 'month-day-year', 'year-month-day'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** Excel's days since 1899-12-30; smaller and larger numbers are no dates of a partner program. */
const SERIAL = /^([2-7]\d{4})(?:[.,]\d+)?$/;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
/** As POSIX reads years of two digits: 69 … 99 are 19xx. */
const FIRST_OF_LAST_CENTURY = 69;

const TIME = /(?:[T,]\s*|\s+)(?:오전|오후|上午|下午|午前|午後)?\s*\d{1,2}:\d{2}(?::\d{2})?.*$/u;
const YEAR_FIRST = /^(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})\.?$/;
const EAST_ASIAN = /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일號号]?$/u;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_LAST = /^(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\.?$/;

/** How databases and spreadsheets write that there is no date: with zeros, or as day 0. */
const NO_DATE =
  /^(?:0{4}-0{1,2}-0{1,2}|0{1,2}-0{1,2}-(?:0{4}|1900)|0{1,2}-0?1-(?:19)?00|0?1-0{1,2}-(?:19)?00|1900-0?1-0{1,2})$/;
/** The last day of which many programs know, for what has no end. */
const LAST_DAY = /^(?:9999-12-31|31-12-9999|12-31-9999)$/;
/** Columns of which an empty cell says that the day never comes. */
const ENDS: readonly string[] = ['left_on', 'expires_on'];

/** Why a text says that there is no date, so that the cell is empty; null: it does not. */
export function noDateRule(column: string, text: string): string | null {
  const day = text.replace(TIME, '').replaceAll(' ', '').replace(/[./]/g, '-');
  if (NO_DATE.test(day)) return 'a date of zeros is an empty cell';
  return ENDS.includes(column) && LAST_DAY.test(day) ? 'a day that never comes is an empty cell' : null;
}

const NOTHING: Readings<DateOrder> = new Map();

/** What a text means by each order of day, month and year. Times of day are left out. */
export function dateReadings(text: string): Readings<DateOrder> {
  const day = text.replace(TIME, '').trim();
  const first = YEAR_FIRST.exec(day) ?? EAST_ASIAN.exec(day) ?? COMPACT.exec(day);
  if (first !== null) {
    const [year, month, date] = first.slice(1).filter((part) => /^\d+$/.test(part));
    return always(civil(Number(year), Number(month), Number(date)));
  }
  const serial = SERIAL.exec(day);
  if (serial !== null) return always(new Date(SERIAL_EPOCH + Number(serial[1]) * DAY_MS).toISOString().slice(0, 10));
  const last = YEAR_LAST.exec(day);
  return last === null ? always(namedMonth(day)) : inOrders(last[1] ?? '', last[3] ?? '', last[4] ?? '');
}

/** Whether the text is written in another way than the import files have it, and how. */
export function dateRule(text: string): string {
  const day = text.replace(TIME, '').trim();
  const rules = [
    day === text.trim() ? null : 'the time of day is left out',
    SERIAL.test(day) ? 'a number of days since 1899-12-30, as spreadsheets count' : null,
    YEAR_LAST.exec(day)?.[4]?.length === 2
      ? 'a year of two digits: 00 to 68 are 2000 to 2068, 69 to 99 are 1969 to 1999'
      : null,
  ].filter((rule) => rule !== null);
  return rules.length > 0 ? rules.join('; ') : 'a date is written YYYY-MM-DD';
}

function inOrders(a: string, b: string, c: string): Readings<DateOrder> {
  const [x, y, z] = [Number(a), Number(b), Number(c)];
  const readings: [DateOrder, string | null][] = [
    ['day-month-year', civil(fullYear(c), y, x)],
    ['month-day-year', civil(fullYear(c), x, y)],
    ['year-month-day', c.length === 2 && a.length === 2 ? civil(fullYear(a), y, z) : null],
  ];
  return new Map(readings.flatMap(([order, date]) => (date === null ? [] : [[order, date]])));
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year + (year < FIRST_OF_LAST_CENTURY ? 2000 : 1900);
}

const always = (date: string | null): Readings<DateOrder> =>
  date === null ? NOTHING : new Map(DATE_ORDERS.map((order) => [order, date]));

function civil(year: number, month: number, day: number): string | null {
  const pad = (part: number, length: number): string => String(part).padStart(length, '0');
  return parseCivilDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

/** `1 March 2027`, `Mar 1, 2027`, `1er mars 2027`, `01-Mar-27`, `Montag, 1. März 2027`. */
function namedMonth(text: string): string | null {
  const words = text.split(/[\s,/-]+/).filter((word) => word !== '' && word !== '.');
  const months = words.flatMap((word) => monthOf(word) ?? []);
  const numbers = words.flatMap((word) => /^(\d{1,4})(?:st|nd|rd|th|er|re|º|ª|\.)?$/i.exec(word)?.[1] ?? []);
  const rest = words.filter((word) => monthOf(word) === null && !/^\d/.test(word) && !isFiller(word));
  const [month] = months;
  const [day, year] = (numbers[0]?.length ?? 0) > 2 ? [numbers[1], numbers[0]] : numbers;
  const isOne = months.length === 1 && numbers.length === 2 && rest.length === 0;
  if (!isOne || month === undefined || day === undefined || year === undefined) return null;
  return day.length > 2 || year.length === 3 ? null : civil(fullYear(year), month, Number(day));
}
