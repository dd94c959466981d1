/** Reads memberships that may end, with what their end is told by (R-LIC-6, R-MRG-2). */
import type { ProgramConfig } from '../../domain/config/program-config.ts';
import { allTerms, type Membership } from '../../domain/memberships/membership.ts';
import { isLearning } from '../../domain/offers/terms.ts';
import type { EndingFacts } from '../../domain/renewal/renewal-facts.ts';
import type { Store } from '../../store/store.ts';
import type { Key } from '../../store/table.ts';
import { readMembershipFacts, type StoredMembership } from './membership-facts.ts';
import { readMemberships } from './memberships.ts';

/**
 * The memberships that are due for `grace-expiry`. The partner's others and its listing are read only for one that
 * another may replace, or that a listing may depend on: few end on a day.
 */
export async function readEndingMemberships(
  store: Store,
  config: ProgramConfig,
  keys: readonly Key[],
): Promise<StoredMembership[]> {
  const items = await readMembershipFacts(store, config, keys);
  return Promise.all(
    items.map(async (item) => {
      if (!mayConcernOthers(item.facts.membership)) return item;
      const ending = await readEnding(store, item.facts.membership);
      return { ...item, facts: { ...item.facts, ending } };
    }),
  );
}

const mayConcernOthers = (membership: Membership): boolean =>
  membership.status.name === 'active' && (membership.consolidation !== null || allTerms(membership).some(isLearning));

/** What the end of a membership is told by. */
export async function readEnding(store: Store, { partnerId, membershipId }: Membership): Promise<EndingFacts> {
  const all = await readMemberships(store, partnerId);
  const listing = await store.listings.get({ partnerId });
  return { others: all.filter((other) => other.membershipId !== membershipId), listing: listing?.value ?? null };
}
