import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Partner } from '../../domain/partners/partner.ts';
import { deliveryLossTeller } from '../../domain/renewal/ending/delivery-loss.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { readStoredMemberships } from '../reads/memberships.ts';

/**
 * The last trainer goes: if courseware could be delivered to others until then, one of the memberships is marked, and
 * the daily run on `on` tells the admins (R-MEM-10). Safe to repeat. `before`: the partner with its trainers.
 */
export async function markDeliveryLoss(store: Store, before: Partner, on: CivilDate): Promise<void> {
  await retryOnConflict(async () => {
    const stored = await readStoredMemberships(store, before.partnerId);
    const teller = deliveryLossTeller(
      before,
      stored.map(({ value }) => value),
      on,
    );
    const found = stored.find(({ value }) => value === teller);
    if (found) await store.memberships.replace(found, { ...found.value, untoldDeliveryLoss: on });
  });
}
