/** What is recorded of changes at a partner, to say why a renewal is at risk (R-COMP-5). */
import type { ChangeRecords } from '../../domain/renewal/causes/risk-cause.ts';
import { partnerPartition } from '../../store/keys.ts';
import type { StoredKpiReport } from '../../store/schemas/kpi.ts';
import type { Store } from '../../store/store.ts';
import { readEmployees } from '../reads/skills.ts';

/** All employees and KPI reports of the partner. @throws CorruptItem */
export async function readChangeRecords(store: Store, partnerId: string): Promise<ChangeRecords> {
  const kpiReports: StoredKpiReport[] = [];
  for await (const { value } of store.kpiReports.list(partnerPartition(partnerId), 'KPIREPORT#'))
    kpiReports.push(value);
  return { employees: await readEmployees(store, partnerId), kpiReports };
}
