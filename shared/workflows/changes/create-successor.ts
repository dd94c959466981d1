/**
 * The second half of an upgrade: the gold membership that is stored inside the silver one gets its own item (R-MEM-5).
 */

import type { Membership } from '../../domain/memberships/membership.ts';
import { isBought } from '../../domain/memberships/status.ts';
import { isSameConsolidation } from '../../domain/merge/consolidation.ts';
import { followUpgrade } from '../../domain/merge/follow-upgrade.ts';
import { MissingItem } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { makeMonthlyWorkDue } from '../due/make-monthly-work-due.ts';
import { writeAndMakeDue } from '../due/write-and-make-due.ts';
import { readStoredMemberships } from '../reads/memberships.ts';

/**
 * Creates it if absent: whoever wrote it first took it from the same silver membership. What referred to silver follows
 * (R-MRG-7). Safe to repeat.
 *
 * @throws MissingItem if another membership has its id by now: an operator has to look
 */
export async function createSuccessor(store: Store, silver: Membership, gold: Membership): Promise<void> {
  const { partnerId, terms, loadedOn } = gold;
  await writeAndMakeDue(
    () => makeMonthlyWorkDue(store, partnerId, terms, loadedOn),
    () => createUnlessThere(store, silver, gold),
  );
  await changeFollowers(store, silver, gold);
}

/** A conditional write for each; whoever else changes one of them meanwhile: it is read and decided anew. */
async function changeFollowers(store: Store, silver: Membership, gold: Membership): Promise<void> {
  await retryOnConflict(async () => {
    const all = await readStoredMemberships(store, silver.partnerId);
    const bought = all.filter(({ value }) => isBought(value));
    const values = bought.map(({ value }) => value);
    const next = followUpgrade(values, { silver, gold });
    for (const [index, stored] of bought.entries()) {
      const changed = next[index] as Membership;
      if (!isSameConsolidation(stored.value, changed)) await store.memberships.replace(stored, changed);
    }
  });
}

async function createUnlessThere(store: Store, silver: Membership, gold: Membership): Promise<void> {
  const conflict = await store.memberships.createIfAbsent({ ...gold, partnerId: silver.partnerId });
  if (conflict === null) return;
  const present = await store.memberships.get(gold);
  if (present !== null && isSame(present.value, gold)) return;
  const { partnerId, membershipId } = gold;
  const reason = `membership ${silver.membershipId} was upgraded, and the id ${membershipId} is another one's`;
  throw new MissingItem(reason, { ids: { partnerId, membershipId }, cause: conflict });
}

const isSame = ({ origin: a }: Membership, { origin: b }: Membership): boolean =>
  a.kind === 'upgrade' && b.kind === 'upgrade' && a.commandId === b.commandId;
