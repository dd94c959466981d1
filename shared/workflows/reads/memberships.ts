import type { Membership } from '../../domain/memberships/membership.ts';
import type { Stored } from '../../store/collection.ts';
import { keyOfEntry, partnerPartition } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import type { Key } from '../../store/table.ts';

/** All memberships of a partner, whatever their status. */
export const readMemberships = async (store: Store, partnerId: string): Promise<Membership[]> =>
  (await readStoredMemberships(store, partnerId)).map(({ value }) => value);

/** The same with their versions, for whoever changes several of them. */
export async function readStoredMemberships(store: Store, partnerId: string): Promise<Stored<Membership>[]> {
  const memberships: Stored<Membership>[] = [];
  for await (const stored of store.memberships.list(partnerPartition(partnerId), 'MEMBERSHIP#'))
    memberships.push(stored);
  return memberships;
}

/** The keys of a partner's memberships, due or not, even of those that cannot be parsed. */
export async function readMembershipKeys(store: Store, partnerId: string): Promise<Key[]> {
  const keys: Key[] = [];
  const { pk, sk } = store.memberships.key({ partnerId, membershipId: '' });
  for await (const item of store.table.all(pk, sk)) keys.push(keyOfEntry(item));
  return keys;
}
