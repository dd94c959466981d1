/** Makes a partner due for the monthly workflows, after a change that they could not foresee. */
import type { CivilDate } from '../../domain/core/calendar.ts';
import { dueSince } from '../../domain/directory/listing.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { makeKpiLedgerDue } from './make-kpi-due.ts';

/** Makes the partner's listing and KPI ledger, if there are any, due on `on`. Safe to repeat. */
export async function makePartnerDue(store: Store, partnerId: string, on: CivilDate): Promise<void> {
  await makeListingDue(store, partnerId, on);
  await makeKpiLedgerDue(store, partnerId, on);
}

/** Makes the partner's listing, if there is one, due for the next phase of directory-submission. */
export async function makeListingDue(store: Store, partnerId: string, on: CivilDate): Promise<void> {
  await retryOnConflict(async () => {
    const listing = await store.listings.get({ partnerId });
    if (listing === null) return;
    const dueOn = dueSince(on, listing.value.dueOn);
    if (dueOn !== listing.value.dueOn) await store.listings.replace(listing, { ...listing.value, dueOn });
  });
}
