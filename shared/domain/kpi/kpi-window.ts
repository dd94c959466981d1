/** The months over which KPI are summed, and when a refresh publishes them (R-KPI-4, R-KPI-7, R-KPI-8). */
import { addMonths, type CivilDate, type CivilMonth, latestMidMonth, midMonth, monthOf } from '../core/calendar.ts';

/** Months in a KPI window (R-KPI-4, R-KPI-7). */
const WINDOW_MONTHS = 12;

/** First and last month, both inclusive. */
export type KpiWindow = { from: CivilMonth; to: CivilMonth };

/**
 * The 12 months that a refresh publishes: M-12 … M-1 of the latest refresh day at or before `asOf` (R-KPI-4).
 *
 * @example
 * publishedWindow('2027-03-15'); // { from: '2026-03', to: '2027-02' }
 * publishedWindow('2027-03-14'); // { from: '2026-02', to: '2027-01' }
 */
export function publishedWindow(asOf: CivilDate): KpiWindow {
  const to = addMonths(monthOf(latestMidMonth(asOf)), -1);
  return { from: addMonths(to, 1 - WINDOW_MONTHS), to };
}

/** The 12 complete months before the AD's month, by which a renewal is judged (R-KPI-7). */
export function renewalWindow(anniversary: CivilDate): KpiWindow {
  const to = addMonths(monthOf(anniversary), -1);
  return { from: addMonths(to, 1 - WINDOW_MONTHS), to };
}

/** The refresh that publishes the last month of the renewal window: the 15th of the AD's month (R-KPI-8). */
export function decidingRefresh(anniversary: CivilDate): CivilDate {
  return midMonth(monthOf(anniversary));
}
