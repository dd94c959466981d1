/** The months that are compared, how far they are published, and when the others will be (R-KPI-4, R-KPI-7). */
import {
  addMonths,
  type CivilDate,
  type CivilMonth,
  latestMidMonth,
  midMonth,
  nextMidMonth,
} from '../core/calendar.ts';
import type { KpiLedger } from '../kpi/kpi.ts';
import { type KpiWindow, publishedWindow, renewalWindow } from '../kpi/kpi-window.ts';

export type Period = {
  window: KpiWindow;
  /** R-KPI-4: the published months; R-KPI-7: those by which a renewal is judged. */
  rule: 'R-KPI-4' | 'R-KPI-7';
  /** The newest month that a refresh has published; null before the first one. */
  publishedThrough: CivilMonth | null;
  /** The newest month in which a line counts from the moment it is recorded (R-KPI-12); null: none. */
  countsThrough: CivilMonth | null;
  /** The day of the next refresh, `asOf` or later. */
  nextRefresh: CivilDate;
};

/** Whether a recorded line of a month counts. */
export type CountingStatus =
  | { class: 'counted' }
  | { class: 'not-yet-published'; publishedOn: CivilDate }
  /** `window`: the months that do not include it. */
  | { class: 'outside-window'; window: KpiWindow };

/** The months to compare on `asOf`: those published, or with an anniversary those of that renewal. */
export function periodOf(ledger: KpiLedger, asOf: CivilDate, anniversary: CivilDate | null): Period {
  const nextRefresh = refreshAfter(ledger, asOf);
  const publishedThrough = publishedMonth(ledger, asOf);
  const progress = { publishedThrough, countsThrough: ledger.publishedThrough, nextRefresh };
  if (anniversary !== null) return { ...progress, window: renewalWindow(anniversary), rule: 'R-KPI-7' };
  // Before the first refresh: the window that it will publish.
  const refresh = publishedThrough === null ? nextRefresh : midMonth(addMonths(publishedThrough, 1));
  return { ...progress, window: publishedWindow(refresh), rule: 'R-KPI-4' };
}

/**
 * The newest published month; without a refresh due for the partner, that of the calendar. A missed refresh has
 * published nothing.
 */
function publishedMonth({ refreshOn, dirty, publishedThrough }: KpiLedger, asOf: CivilDate): CivilMonth | null {
  const { to } = publishedWindow(asOf);
  if (refreshOn === null && !dirty) return to;
  return publishedThrough !== null && publishedThrough > to ? to : publishedThrough;
}

/**
 * The next refresh after `asOf`; `asOf` itself if it is a refresh day on which this partner's refresh has not run yet.
 */
function refreshAfter({ refreshOn }: KpiLedger, asOf: CivilDate): CivilDate {
  const isToday = latestMidMonth(asOf) === asOf && refreshOn !== null && refreshOn <= asOf;
  return isToday ? asOf : nextMidMonth(asOf);
}

export const isPublished = (month: CivilMonth, { window, publishedThrough }: Period): boolean =>
  publishedThrough !== null && month >= window.from && month <= window.to && month <= publishedThrough;

/**
 * Whether a line counts. `isSummed`: false for one that came in after the refresh that published its month, or is not
 * recorded yet.
 */
export function countingStatus(month: CivilMonth, period: Period, isSummed: boolean): CountingStatus {
  const { window, rule } = period;
  if (month < window.from || (rule === 'R-KPI-7' && month > window.to)) return { class: 'outside-window', window };
  if (isSummed && isPublished(month, period)) return { class: 'counted' };
  const publishedOn = publicationOf(month, period);
  // The oldest month of today's window is no longer in that of the next refresh.
  const then = rule === 'R-KPI-7' ? window : publishedWindow(publishedOn);
  if (month < then.from) return { class: 'outside-window', window: then };
  return { class: 'not-yet-published', publishedOn };
}

/** How a line would stand that is recorded today. */
export function importedStatus(month: CivilMonth, period: Period): CountingStatus {
  const { countsThrough } = period;
  return countingStatus(month, period, countsThrough !== null && month <= countsThrough);
}

/** The refresh that publishes what is recorded today: the 15th of the month after the invoice's, or the next one. */
function publicationOf(month: CivilMonth, { nextRefresh }: Period): CivilDate {
  const first = midMonth(addMonths(month, 1));
  return first > nextRefresh ? first : nextRefresh;
}
