/** Dates and numbers as the reader's locale writes them (R-NOT-6), whatever the locale and time zone of the machine. */
import type { CivilDate, CivilMonth } from '../../domain/core/calendar.ts';
import type { Locale } from '../../domain/partners/partner.ts';
import { nameOrDash } from './name.ts';

export type Formats = {
  /** `2021-09-02` → "September 2, 2021". */
  date: (date: CivilDate) => string;
  /** `2021-09` → "September 2021". */
  month: (month: CivilMonth) => string;
  /** A decimal in its full precision: `1234.50` → "1,234.5". */
  number: (decimal: string | number) => string;
};

/** The Gregorian calendar and Latin digits, as in Partner Center. */
const CALENDAR = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const;
const DECIMAL = /^-?\d+(\.\d+)?$/;
/** The maximum of `Intl`: a KPI is never rounded. */
const ALL_DIGITS = 100;

/** Formats of a locale. */
export function formatsOf(locale: Locale): Formats {
  const tag = locale === 'en' ? 'en-US' : locale;
  const day = new Intl.DateTimeFormat(tag, { ...CALENDAR, year: 'numeric', month: 'long', day: 'numeric' });
  const month = new Intl.DateTimeFormat(tag, { ...CALENDAR, year: 'numeric', month: 'long' });
  const decimal = new Intl.NumberFormat(tag, { numberingSystem: 'latn', maximumFractionDigits: ALL_DIGITS });
  return {
    date: (date) => day.format(new Date(`${date}T00:00:00Z`)),
    month: (value) => month.format(new Date(`${value}-01T00:00:00Z`)),
    number: (value) => {
      const text = String(value);
      // Formatted from the string: a float would lose digits.
      return DECIMAL.test(text) ? decimal.format(text as `${number}`) : nameOrDash(text);
    },
  };
}
