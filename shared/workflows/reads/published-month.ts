/** Which months count as published for a partner that had no refresh of its own meanwhile (R-KPI-4, R-KPI-8). */
import {
  addMonths,
  type CivilDate,
  type CivilMonth,
  latestMidMonth,
  midMonth,
  monthOf,
  nextMidMonth,
} from '../../domain/core/calendar.ts';
import type { KpiLedger } from '../../domain/kpi/kpi.ts';
import type { Store } from '../../store/store.ts';

/** Runs are forgotten after 400 days; an earlier refresh is not asked for. */
const REFRESHES_KEPT = 13;

/**
 * The ledger with every month as published that a refresh has published for all partners, though it had nothing to do
 * for this one: a partner without a Learning membership has no refresh of its own.
 *
 * @param on the day of the purchase, at or before `asOf`
 */
export async function withPublishedMonths(
  store: Store,
  ledger: KpiLedger,
  on: CivilDate,
  asOf: CivilDate,
): Promise<KpiLedger> {
  const newest = await readNewestPublished(store, latestMidMonth(on), asOf);
  const latest = [newest, ledger.publishedThrough]
    .filter((month) => month !== null)
    .toSorted()
    .at(-1);
  return { ...ledger, publishedThrough: latest ?? null };
}

/**
 * The ledger with the months as published that refreshes have published since its own last one. One that never had any
 * has no published month (decision 9).
 */
export async function withMissedMonths(store: Store, ledger: KpiLedger, asOf: CivilDate): Promise<KpiLedger> {
  const { publishedThrough } = ledger;
  if (publishedThrough === null) return ledger;
  const next = midMonth(addMonths(publishedThrough, 2));
  return { ...ledger, publishedThrough: (await readNewestPublished(store, next, asOf)) ?? publishedThrough };
}

/** The newest month that a refresh of all partners has published, of those due from `first` to `asOf`; null: none. */
async function readNewestPublished(store: Store, first: CivilDate, asOf: CivilDate): Promise<CivilMonth | null> {
  const days: CivilDate[] = [];
  for (let day = first; day <= asOf; day = nextMidMonth(day)) days.push(day);
  const runs = await store.completedRuns.getAll(
    days.slice(-REFRESHES_KEPT).map((day) => ({ workflow: 'kpi-refresh' as const, asOf: day, phase: null })),
  );
  const months = runs.map(({ value }) => addMonths(monthOf(value.asOf), -1));
  return months.toSorted().at(-1) ?? null;
}
