/** Makes the monthly workflows look at a partner again, after a change that they could not foresee. */
import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';

/** Puts the partner's listing and KPI ledger, where there are any, into their sparse indexes from `on`. Safe to repeat. */
export async function makePartnerDue(store: Store, partnerId: string, on: CivilDate): Promise<void> {
  await makeListingDue(store, partnerId, on);
  await retryOnConflict(async () => {
    const ledger = await store.kpiLedgers.get({ partnerId });
    if (ledger !== null && ledger.value.refreshOn === null)
      await store.kpiLedgers.replace(ledger, { ...ledger.value, refreshOn: on });
  });
}

/** The next phase of the directory submission looks at the partner's listing, if there is one. */
export async function makeListingDue(store: Store, partnerId: string, on: CivilDate): Promise<void> {
  await retryOnConflict(async () => {
    const listing = await store.listings.get({ partnerId });
    if (listing !== null && (listing.value.dueOn === null || listing.value.dueOn > on))
      await store.listings.replace(listing, { ...listing.value, dueOn: on });
  });
}
