import { addDays, addMonths, type CivilDate, monthEnd, monthStart, parts } from './civil-date.ts';

/** Fourteen months: every anniversary comes once, with its whole window, and those of the first weeks come twice. */
const SIMULATED_MONTHS = 14;

/**
 * The extension covers the fourth calendar month: late enough for notices to announce it, early enough to see its end.
 */
const EXTENSION_MONTH = 3;

/** All dates inclusive. */
export type Period = {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Anniversaries in this range have their requirements waived, see `program-config.ts`. */
  readonly extension: { readonly from: CivilDate; readonly to: CivilDate };
};

/** @throws RangeError when `from` is not an existing civil date. */
export function periodFrom(from: CivilDate): Period {
  parts(from);
  const extensionStart = monthAhead(from, EXTENSION_MONTH);
  return {
    from,
    to: addDays(addMonths(from, SIMULATED_MONTHS), -1),
    extension: { from: extensionStart, to: monthEnd(extensionStart) },
  };
}

/** The first day of the calendar month that lies `months` after the one of `from`; negative counts back. */
export function monthAhead(from: CivilDate, months: number): CivilDate {
  return addMonths(monthStart(from), months);
}

/** A day of such a month. Ask for months 1 to 12: their anniversaries have all of their window inside the period. */
export function dayAhead(period: Period, months: number, day: number): CivilDate {
  return addDays(monthAhead(period.from, months), day - 1);
}
