/** Makes a partner's KPI ledger due for the next kpi-refresh. */
import type { CivilDate } from '../../domain/core/calendar.ts';
import { emptyKpiLedger } from '../../domain/kpi/kpi.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';

/** Creates the partner's ledger if there is none, and makes it due. */
export async function makeKpiRefreshDue(store: Store, partnerId: string, asOf: CivilDate): Promise<void> {
  await retryOnConflict(async () => {
    const stored = await store.kpiLedgers.get({ partnerId });
    const ledger = stored?.value ?? emptyKpiLedger(partnerId);
    if (ledger.refreshOn === null) await store.kpiLedgers.write(stored, { ...ledger, refreshOn: asOf });
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
    await store.kpiLedgers.write(stored, { ...ledger, dirty: true, refreshOn: ledger.refreshOn ?? asOf });
  });
}
