/** A partner's KPI ledger as loading leaves it: what the next kpi-refresh finds. */
import type { CivilDate } from '../../domain/core/calendar.ts';
import { emptyKpiLedger } from '../../domain/kpi/kpi.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';

/** The partner has a ledger, and the next refresh looks at it. */
export async function makeKpiRefreshDue(store: Store, partnerId: string, asOf: CivilDate): Promise<void> {
  await retryOnConflict(async () => {
    const stored = await store.kpiLedgers.get({ partnerId });
    const ledger = stored?.value ?? emptyKpiLedger(partnerId);
    if (ledger.refreshOn === null) await store.kpiLedgers.write(stored, { ...ledger, refreshOn: asOf });
  });
}

/**
 * The next refresh sums the partner's lines anew. The ledger is written even if it says so already: a refresh that is under
 * way has read it, and perhaps lines that are not all of them; its own write, conditional on the version it read, must fail.
 */
export async function makeKpiRecountDue(store: Store, partnerId: string, asOf: CivilDate): Promise<void> {
  await retryOnConflict(async () => {
    const stored = await store.kpiLedgers.get({ partnerId });
    const ledger = stored?.value ?? emptyKpiLedger(partnerId);
    await store.kpiLedgers.write(stored, { ...ledger, dirty: true, refreshOn: ledger.refreshOn ?? asOf });
  });
}
