import { Temporal } from 'temporal-polyfill';
import { addDays, type CivilDate } from '../../../../shared/domain/core/calendar.ts';

/** A range of civil dates, both inclusive. */
export type DateRange = {
  readonly from: CivilDate;
  readonly to: CivilDate;
};

/**
 * A civil day of the program's time zone (R-CAL-1), from its first instant (inclusive) to that of the next day
 * (exclusive).
 */
export type ProgramDay = {
  readonly date: CivilDate;
  /** ISO instants. */
  readonly starts: string;
  readonly ends: string;
};

/** Every day of a period, in order. @param timeZone IANA name */
export function* daysOf({ from, to }: DateRange, timeZone: string): Generator<ProgramDay> {
  for (let date = from; date <= to; date = addDays(date, 1))
    yield { date, starts: startOf(date, timeZone), ends: startOf(addDays(date, 1), timeZone) };
}

/** The first instant of a day: 00:00, or what comes after it where a clock change skips midnight. */
function startOf(date: CivilDate, timeZone: string): string {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).toInstant().toString();
}

export const isWithin = (date: CivilDate, periods: readonly DateRange[]): boolean =>
  periods.some(({ from, to }) => from <= date && date <= to);
