/** Reads what the rules of a renewal look at, a page at a time. */
import type { ProgramConfig } from '../domain/config.ts';
import { emptyKpiLedger } from '../domain/kpi.ts';
import type { Membership } from '../domain/membership.ts';
import type { RenewalFacts } from '../domain/renewal-notices.ts';
import { MissingItem } from '../errors.ts';
import type { Stored } from '../store/collection.ts';
import type { Store } from '../store/store.ts';
import type { Key } from '../store/table.ts';

/** A membership as it was read, with everything that is decided about it. */
export type StoredMembership = { stored: Stored<Membership>; facts: RenewalFacts };

/** In the order of the keys. @throws CorruptItem; MissingItem if a membership's partner is not there */
export async function loadMembershipFacts(
  store: Store,
  config: ProgramConfig,
  keys: Key[],
): Promise<StoredMembership[]> {
  const items = await store.table.getAll(keys);
  const memberships = items.map((item) => store.memberships.parse(item)).sort(byId);
  const ids = memberships.map(({ value }) => ({ partnerId: value.partnerId }));
  const [partners, ledgers] = await Promise.all([store.partners.getAll(ids), store.kpiLedgers.getAll(ids)]);
  const partnerOf = new Map(partners.map(({ value }) => [value.partnerId, value]));
  const ledgerOf = new Map(ledgers.map(({ value }) => [value.partnerId, value]));
  return memberships.map((stored) => {
    const { partnerId, membershipId } = stored.value;
    const partner = partnerOf.get(partnerId);
    if (!partner)
      throw new MissingItem(`membership ${membershipId} has no partner ${partnerId}`, {
        ids: { partnerId, membershipId },
      });
    const kpi = ledgerOf.get(partnerId) ?? emptyKpiLedger(partnerId);
    return { stored, facts: { membership: stored.value, partner, kpi, config } };
  });
}

const byId = (a: Stored<Membership>, b: Stored<Membership>): number => (idOf(a.value) < idOf(b.value) ? -1 : 1);
const idOf = ({ partnerId, membershipId }: Membership): string => `${partnerId}#${membershipId}`;

/** The keys of a partner's memberships, due or not. */
export async function membershipKeysOf(store: Store, partnerId: string): Promise<Key[]> {
  const keys: Key[] = [];
  const { pk, sk } = store.memberships.key({ partnerId, membershipId: '' });
  for await (const { value } of store.memberships.list(pk, sk)) keys.push(store.memberships.key(value));
  return keys;
}
