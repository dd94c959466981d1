/**
 * The second half of a renaming: the membership that is stored inside the stub of its old id gets its own item
 * (R-MEM-9).
 */
import { withMembershipIds } from '../../domain/benefits/benefit.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import { withReferences } from '../../domain/memberships/names.ts';
import { MissingItem } from '../../errors.ts';
import { partnerPartition } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';

/**
 * Whoever writes it took it from the same stub. What refers to the old id follows. Safe to repeat.
 *
 * @throws MissingItem
 */
export async function completeRenaming(store: Store, stub: Membership, renamed: Membership): Promise<void> {
  await retryOnConflict(async () => {
    const present = await store.memberships.get(renamed);
    // Its new id was kept free by a stub, which led to the old one.
    if (present === null || present.value.status.name === 'moved') await store.memberships.write(present, renamed);
    else if (!present.value.formerIds.some(({ membershipId }) => membershipId === stub.membershipId)) {
      const { partnerId, membershipId } = renamed;
      const reason = `membership ${stub.membershipId} was renamed, and the id ${membershipId} is another one's`;
      throw new MissingItem(reason, { ids: { partnerId, membershipId } });
    }
  });
  const idOf = (id: string): string => (id === stub.membershipId ? renamed.membershipId : id);
  await renameReferences(store, stub.partnerId, idOf);
  await renameInBenefits(store, stub.partnerId, idOf);
}

async function renameReferences(store: Store, partnerId: string, idOf: (id: string) => string): Promise<void> {
  for await (const { value } of store.memberships.list(partnerPartition(partnerId), 'MEMBERSHIP#'))
    await retryOnConflict(async () => {
      const stored = await store.memberships.get(value);
      if (stored === null || stored.value.status.name === 'moved') return;
      const next = withReferences(stored.value, idOf);
      if (JSON.stringify(next) !== JSON.stringify(stored.value)) await store.memberships.replace(stored, next);
    });
}

async function renameInBenefits(store: Store, partnerId: string, idOf: (id: string) => string): Promise<void> {
  await retryOnConflict(async () => {
    const stored = await store.benefits.get({ partnerId });
    if (stored === null) return;
    const next = withMembershipIds(stored.value, idOf);
    if (JSON.stringify(next) !== JSON.stringify(stored.value)) await store.benefits.replace(stored, next);
  });
}
