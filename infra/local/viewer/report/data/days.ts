/** Days, months and weeks of a period. The only calendar arithmetic here is walking from one day to the next. */
import { addDays, type CivilDate, civilDateOf } from '../../../../../shared/domain/core/calendar.ts';
import type { Period } from './input.ts';

/** A report over more years than this is a mistake in its dates, not a report. */
const MAX_DAYS = 40 * 366;

/** Every date of the period, both ends included. @throws RangeError on what is no date. */
export function datesOf(period: Period): CivilDate[] {
  const last = civilDateOf(period.to);
  const dates: CivilDate[] = [];
  for (let date = civilDateOf(period.from); date <= last && dates.length < MAX_DAYS; date = addDays(date, 1))
    dates.push(date);
  return dates;
}

/** Monday 0 … Sunday 6. */
export function weekdayOf(date: string): number {
  const monday = Date.UTC(2024, 0, 1);
  const days = Math.round((Date.parse(`${date}T00:00:00Z`) - monday) / 86_400_000);
  return ((days % 7) + 7) % 7;
}

/** The same items by the month of their date, in order. */
export function byMonth<Item extends { readonly date: string }>(items: readonly Item[]): ReadonlyMap<string, Item[]> {
  return Map.groupBy(items, (item) => item.date.slice(0, 7));
}
