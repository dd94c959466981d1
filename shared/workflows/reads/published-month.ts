/** Which months a partner's purchase is judged by (R-KPI-4, R-KPI-8). */
import { addMonths, type CivilDate, latestMidMonth, monthOf, nextMidMonth } from '../../domain/core/calendar.ts';
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
  const days: CivilDate[] = [];
  for (let day = latestMidMonth(on); day <= asOf; day = nextMidMonth(day)) days.push(day);
  const runs = await store.completedRuns.getAll(
    days.slice(-REFRESHES_KEPT).map((day) => ({ workflow: 'kpi-refresh' as const, asOf: day, phase: null })),
  );
  const months = runs.map(({ value }) => addMonths(monthOf(value.asOf), -1));
  const latest = [...months, ledger.publishedThrough]
    .filter((month) => month !== null)
    .toSorted()
    .at(-1);
  return { ...ledger, publishedThrough: latest ?? null };
}
