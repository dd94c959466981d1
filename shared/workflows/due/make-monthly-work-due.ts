/** What becomes due when a membership comes into force. */
import type { CivilDate } from '../../domain/core/calendar.ts';
import { mayNeedKpi } from '../../domain/eligibility/needs-kpi.ts';
import type { Terms } from '../../domain/offers/terms.ts';
import { isLearning } from '../../domain/offers/terms.ts';
import type { Store } from '../../store/store.ts';
import { makeKpiRefreshDue } from './make-kpi-due.ts';
import { makeListingDue } from './make-partner-due.ts';

/** Makes the partner's KPI ledger and listing due on `asOf`, as far as the terms concern them. Safe to repeat. */
export async function makeMonthlyWorkDue(
  store: Store,
  partnerId: string,
  terms: Terms,
  asOf: CivilDate,
): Promise<void> {
  if (mayNeedKpi(terms)) await makeKpiRefreshDue(store, partnerId, asOf);
  if (isLearning(terms)) await makeListingDue(store, partnerId, asOf);
}
