/** Writes the answers of the mail service into a listing's ledger, whoever else wrote it meanwhile. */
import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Listing } from '../../domain/directory/listing.ts';
import type { ListingFacts } from '../../domain/directory/listing-facts.ts';
import { nextDueDate, type Phase } from '../../domain/directory/next-due-date.ts';
import type { Delivery } from '../../mail/deliver.ts';
import type { Stored } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { withDeliveries } from './delivery-report.ts';

/** Into the listing as it is by then: a concurrent `set-listing` must not lose them. */
export function recordListingAnswers(
  store: Store,
  saved: Stored<Listing>,
  facts: ListingFacts,
  { asOf, phase }: { asOf: CivilDate; phase: Phase },
  deliveries: Delivery[],
): Promise<Listing> {
  return retryOnConflict(async (tries) => {
    const current = tries === 1 ? saved : await store.listings.get({ partnerId: saved.value.partnerId });
    if (current === null) return saved.value;
    const listing = { ...current.value, notices: withDeliveries(current.value.notices, deliveries) };
    const dueOn = nextDueDate({ ...facts, listing }, asOf, phase);
    return (await store.listings.replace(current, { ...listing, dueOn })).value;
  });
}
