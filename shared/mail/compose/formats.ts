/** Dates and numbers as the reader's locale writes them (R-NOT-6), whatever the locale and time zone of the machine. */
import { Temporal } from 'temporal-polyfill';
import type { CivilDate, CivilMonth } from '../../domain/core/calendar.ts';
import type { Fee } from '../../domain/offers/fee.ts';
import type { Locale } from '../../domain/partners/partner.ts';
import { nameOrDash } from './name.ts';

export type Formats = {
  /** `2021-09-02` → "September 2, 2021". */
  date: (date: CivilDate) => string;
  /** `2021-09-02` → "September 2". */
  dayOfYear: (date: CivilDate) => string;
  /** `2021-09` → "September 2021". */
  month: (month: CivilMonth) => string;
  /** A decimal in its full precision: `1234.50` → "1,234.5". */
  number: (decimal: string | number) => string;
  /** `1670 USD` → "US$1,670.00". */
  money: (fee: Fee) => string;
};

/** `2021-09-02` → "September 2, 2021 (UTC)"; without the time zone where the day is the reader's own. */
export type DeadlineFormat = (date: CivilDate) => string;

/** Where the readers of a locale live, if it is one time zone; English is read everywhere. */
const HOME_ZONES: Readonly<Record<Locale, string | null>> = {
  en: null,
  'ko-KR': 'Asia/Seoul',
  'zh-CN': 'Asia/Shanghai',
  'zh-TW': 'Asia/Taipei',
};

/** In the brackets of the script. */
const WITH_ZONE: Readonly<Record<Locale, (date: string, zone: string) => string>> = {
  en: (date, zone) => `${date} (${zone})`,
  'ko-KR': (date, zone) => `${date}(${zone})`,
  'zh-CN': (date, zone) => `${date}（${zone}）`,
  'zh-TW': (date, zone) => `${date}（${zone}）`,
};

/** The Gregorian calendar and Latin digits, as in Partner Center. */
const CALENDAR = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const;
const DECIMAL = /^-?\d+(\.\d+)?$/;
/** The maximum of `Intl`: a KPI is never rounded. */
const ALL_DIGITS = 100;

/**
 * The format of deadlines: they name the time zone where it is not the reader's day (R-NOT-6).
 *
 * @param timeZone the program's, of the IANA database
 */
export function deadlineFormatOf(locale: Locale, timeZone: string): DeadlineFormat {
  const name = `${locale} ${timeZone}`;
  const made = deadlineFormats.get(name) ?? remembering(makeDeadlineFormat(locale, timeZone));
  deadlineFormats.set(name, made);
  return made;
}

const deadlineFormats = new Map<string, DeadlineFormat>();

function makeDeadlineFormat(locale: Locale, timeZone: string): DeadlineFormat {
  const { date: format } = formatsOf(locale);
  const home = HOME_ZONES[locale];
  return (date) => {
    const noon = Temporal.PlainDateTime.from(`${date}T12:00:00`);
    const [there, here] = [timeZone, home].map((zone) => (zone === null ? null : noon.toZonedDateTime(zone).offset));
    if (there === here) return format(date);
    return WITH_ZONE[locale](format(date), zoneName(locale, timeZone, date));
  };
}

/** `2021-09-02` in UTC → "9월 3일" and "09:00"; null where that is the end of the reader's own day, or not known. */
export type LocalEnd = (date: CivilDate) => { day: string; time: string } | null;

/**
 * The moment at which a day of the program is over, on the clock of the readers of a locale.
 *
 * @param timeZone the program's, of the IANA database
 */
export function localEndOf(locale: Locale, timeZone: string): LocalEnd {
  const home = HOME_ZONES[locale];
  if (home === null) return () => null;
  return (date) => {
    const over = Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(timeZone);
    const here = over.withTimeZone(home);
    if (here.offset === over.offset) return null;
    const day = formatsOf(locale).dayOfYear(here.toPlainDate().toString() as CivilDate);
    return { day, time: here.toPlainTime().toString({ smallestUnit: 'minute' }) };
  };
}

/** "UTC", "Central European Summer Time". */
function zoneName(locale: Locale, timeZone: string, date: CivilDate): string {
  if (timeZone === 'UTC') return timeZone;
  const parts = new Intl.DateTimeFormat(tagOf(locale), { timeZone, timeZoneName: 'long' }).formatToParts(
    new Date(`${date}T12:00:00Z`),
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** English is read everywhere: the dollars of the United States are one of several. */
const moneyTagOf = (locale: Locale): string => (locale === 'en' ? 'en-001' : locale);

const tagOf = (locale: Locale): string => (locale === 'en' ? 'en-US' : locale);

const formats = new Map<Locale, Formats>();

/** Formats of a locale; made once, since that takes longer than all the rest of a mail. */
export function formatsOf(locale: Locale): Formats {
  const made = formats.get(locale) ?? makeFormats(locale);
  formats.set(locale, made);
  return made;
}

function makeFormats(locale: Locale): Formats {
  const tag = tagOf(locale);
  const day = new Intl.DateTimeFormat(tag, { ...CALENDAR, year: 'numeric', month: 'long', day: 'numeric' });
  const dayOfYear = new Intl.DateTimeFormat(tag, { ...CALENDAR, month: 'long', day: 'numeric' });
  const month = new Intl.DateTimeFormat(tag, { ...CALENDAR, year: 'numeric', month: 'long' });
  const decimal = new Intl.NumberFormat(tag, { numberingSystem: 'latn', maximumFractionDigits: ALL_DIGITS });
  return {
    date: remembering((date) => day.format(new Date(`${date}T00:00:00Z`))),
    dayOfYear: (date) => dayOfYear.format(new Date(`${date}T00:00:00Z`)),
    month: remembering((value) => month.format(new Date(`${value}-01T00:00:00Z`))),
    number: (value) => {
      const text = String(value);
      // Formatted from the string: a float would lose digits.
      return DECIMAL.test(text) ? decimal.format(text as `${number}`) : nameOrDash(text);
    },
    money: ({ amount, currency }) =>
      new Intl.NumberFormat(moneyTagOf(locale), { style: 'currency', currency, numberingSystem: 'latn' }).format(
        amount as `${number}`,
      ),
  };
}

/**
 * The dates of some years: the mails of a day name the same few over and over, and `Intl` takes longer than the rest of
 * a line.
 */
const MAX_REMEMBERED = 2_000;

function remembering<Value>(make: (value: Value) => string): (value: Value) => string {
  const made = new Map<Value, string>();
  return (value) => {
    const earlier = made.get(value);
    if (earlier !== undefined) return earlier;
    const text = make(value);
    if (made.size >= MAX_REMEMBERED) made.clear();
    made.set(value, text);
    return text;
  };
}
