/** Writes the answers of the mail service into a membership's ledger, whoever else wrote it meanwhile. */

import type { ClosedCycle, Membership, MembershipName } from '../../domain/memberships/membership.ts';
import { presentName } from '../../domain/memberships/names.ts';
import { isRenaming } from '../../domain/memberships/rename.ts';
import { findNotice } from '../../domain/notices/ledger.ts';
import { MissingItem } from '../../errors.ts';
import type { Delivery } from '../../mail/deliver.ts';
import type { Stored } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { completeRenaming } from '../changes/complete-renaming.ts';
import { createSuccessor } from '../changes/create-successor.ts';
import { withDeliveries } from './delivery-report.ts';

/** More than elsewhere: what is lost here is whether a mail was sent. */
const MAX_ATTEMPTS = 8;

/**
 * Answers are never lost to a concurrent write: they are written into the membership as it is now, or into the closed
 * cycle, if a payment closed it while the mails were on their way. @throws WriteConflict after eight attempts
 */
export async function recordDeliveries(
  store: Store,
  saved: Stored<Membership>,
  deliveries: Delivery[],
): Promise<Stored<Membership>> {
  return retryOnConflict(async (tries) => {
    const current = tries === 1 ? saved : await rereadMembership(store, saved.value);
    return recordOnce(store, current, deliveries);
  }, MAX_ATTEMPTS);
}

/** Under its present name, if it was renamed meanwhile (R-MEM-9). */
async function rereadMembership(
  store: Store,
  { partnerId, membershipId }: MembershipName,
): Promise<Stored<Membership>> {
  const stored = await store.memberships.get({ partnerId, membershipId });
  if (stored === null)
    throw new MissingItem(`membership ${membershipId} is gone`, { ids: { partnerId, membershipId } });
  const present = presentName(stored.value);
  if (present === null || stored.value.successor !== null) return stored;
  return rereadMembership(store, present);
}

async function recordOnce(
  store: Store,
  current: Stored<Membership>,
  deliveries: Delivery[],
): Promise<Stored<Membership>> {
  const { value } = current;
  if (isRenaming(value)) return recordInRenamed(store, current, deliveries);
  const closing = value.closing && { ...value.closing, notices: withDeliveries(value.closing.notices, deliveries) };
  // Whoever wrote it first took it from the same membership.
  if (closing !== null) await writeClosedCycle(store, closing);
  else await recordInClosedCycle(store, value, deliveries);
  if (value.successor !== null) await createSuccessor(store, value, value.successor);
  const notices = withDeliveries(value.notices, deliveries);
  const answered = deliveries.some(
    ({ state, claim }) => state !== null && findNotice(value.notices, claim.entry.noticeId),
  );
  if (!answered && closing === null && value.successor === null) return current;
  return store.memberships.replace(current, { ...value, notices, closing: null, successor: null });
}

/** The membership was renamed: that is completed, and the answers go where it is now. */
async function recordInRenamed(
  store: Store,
  stub: Stored<Membership>,
  deliveries: Delivery[],
): Promise<Stored<Membership>> {
  if (stub.value.successor !== null) await completeRenaming(store, stub.value, stub.value.successor);
  const complete = await store.memberships.replace(stub, { ...stub.value, successor: null });
  return deliveries.length === 0
    ? complete
    : recordOnce(store, await rereadMembership(store, complete.value), deliveries);
}

/** A cycle that was open again, and is closed by another payment, takes the place of its former item (R-REN-9). */
async function writeClosedCycle(store: Store, closing: ClosedCycle): Promise<void> {
  if ((await store.cycles.createIfAbsent(closing)) === null || closing.reopened === 0) return;
  const written = await store.cycles.get(closing);
  if (written !== null && written.value.reopened < closing.reopened) await store.cycles.replace(written, closing);
}

/** For notices that the membership no longer has: their cycle was closed, and its item written, in the meantime. */
async function recordInClosedCycle(store: Store, membership: Membership, deliveries: Delivery[]): Promise<void> {
  const missing = deliveries.filter(({ claim }) => findNotice(membership.notices, claim.entry.noticeId) === null);
  if (missing.length === 0) return;
  const { partnerId, membershipId, formerIds, cycle } = membership;
  const names = [{ partnerId, membershipId }, ...formerIds];
  const [closed] = await store.cycles.getAll(names.map((name) => ({ ...name, cycle: cycle - 1 })));
  if (closed === undefined) return;
  await store.cycles.replace(closed, { ...closed.value, notices: withDeliveries(closed.value.notices, missing) });
}
