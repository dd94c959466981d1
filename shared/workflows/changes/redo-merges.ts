/** Decides anew what merges made of a partner's memberships (R-MRG-2, R-REN-6, R-MEM-9). */
import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import { changedByRedoing } from '../../domain/merge/late-payment.ts';
import type { PastMerge } from '../../domain/merge/redo-merges.ts';
import type { DecisionContext } from '../../domain/notices/decision-context.ts';
import type { RenewalFacts } from '../../domain/renewal/renewal-facts.ts';
import type { Stored } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { readStoredMemberships } from '../reads/memberships.ts';

/**
 * Changes the partner's other memberships after one of them has changed as if before the merges since a day. Each is
 * one conditional write, after that of the one: a command that was stopped in between does the rest when it is
 * repeated.
 *
 * @param facts of the membership that has changed, as it is now
 */
export async function redoMergesOfOthers(
  store: Store,
  facts: RenewalFacts,
  { merges, since }: { merges: readonly PastMerge[]; since: CivilDate },
  context: DecisionContext,
): Promise<void> {
  const { membership } = facts;
  await retryOnConflict(async () => {
    const all = await readStoredMemberships(store, membership.partnerId);
    const values = all.map(({ value }) => value);
    for (const { before, after } of changedByRedoing({ all: values, merges }, membership, since, facts, context)) {
      const stored = all.find(({ value }) => value === before) as Stored<Membership>;
      await store.memberships.replace(stored, after);
    }
  });
}
