/** Makes a partner's KPI ledger due for the next kpi-refresh. */
import type { CivilDate } from '../../domain/core/calendar.ts';
import { emptyKpiLedger, type KpiLedger } from '../../domain/kpi/kpi.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { withMissedMonths } from '../reads/published-month.ts';

/** Creates the partner's ledger if there is none, and makes it due. */
export async function makeKpiRefreshDue(store: Store, partnerId: string, asOf: CivilDate): Promise<void> {
  await retryOnConflict(async () => {
    const stored = await store.kpiLedgers.get({ partnerId });
    const ledger = stored?.value ?? emptyKpiLedger(partnerId);
    if (ledger.refreshOn === null) await store.kpiLedgers.write(stored, await madeDue(store, ledger, asOf));
  });
}

/** Makes the partner's ledger due, if there is one. */
export async function makeKpiLedgerDue(store: Store, partnerId: string, asOf: CivilDate): Promise<void> {
  await retryOnConflict(async () => {
    const stored = await store.kpiLedgers.get({ partnerId });
    if (stored !== null && stored.value.refreshOn === null)
      await store.kpiLedgers.replace(stored, await madeDue(store, stored.value, asOf));
  });
}

/**
 * The next refresh sums the partner's lines again. The ledger is written even if it is dirty already: a refresh that is
 * under way may have read it before all lines were there; its own write, conditional on the version it read, must fail.
 */
export async function makeKpiRecountDue(store: Store, partnerId: string, asOf: CivilDate): Promise<void> {
  await retryOnConflict(async () => {
    const stored = await store.kpiLedgers.get({ partnerId });
    const ledger = stored?.value ?? emptyKpiLedger(partnerId);
    await store.kpiLedgers.write(stored, { ...(await madeDue(store, ledger, asOf)), dirty: true });
  });
}

/**
 * The ledger with a refresh due. While none was, because no membership was active, refreshes went on without it: what
 * they have published is published for this partner, too (R-KPI-8), whose late payment may be judged by it (R-REN-6).
 */
async function madeDue(store: Store, ledger: KpiLedger, asOf: CivilDate): Promise<KpiLedger> {
  if (ledger.refreshOn !== null) return ledger;
  return { ...(await withMissedMonths(store, ledger, asOf)), refreshOn: asOf };
}
