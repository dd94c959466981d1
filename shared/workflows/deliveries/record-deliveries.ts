/** Writes the answers of the mail service into a membership's ledger, whoever else wrote it meanwhile. */

import type { Membership } from '../../domain/memberships/membership.ts';
import { findNotice } from '../../domain/notices/ledger.ts';
import { MissingItem } from '../../errors.ts';
import type { Delivery } from '../../mail/deliver.ts';
import type { Stored } from '../../store/collection.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { createSuccessor } from '../changes/create-successor.ts';
import { withDeliveries } from './delivery-report.ts';

/** More than elsewhere: what is lost here is whether a mail was sent. */
const MAX_ATTEMPTS = 8;

/**
 * Answers are never lost to a concurrent write: they are written into the membership as it is now, or into the closed cycle, if a
 * payment closed it while the mails were on their way. @throws WriteConflict after eight attempts
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

async function rereadMembership(store: Store, { partnerId, membershipId }: Membership): Promise<Stored<Membership>> {
  const stored = await store.memberships.get({ partnerId, membershipId });
  if (stored === null)
    throw new MissingItem(`membership ${membershipId} is gone`, { ids: { partnerId, membershipId } });
  return stored;
}

async function recordOnce(
  store: Store,
  current: Stored<Membership>,
  deliveries: Delivery[],
): Promise<Stored<Membership>> {
  const { value } = current;
  const closing = value.closing && { ...value.closing, notices: withDeliveries(value.closing.notices, deliveries) };
  // Whoever wrote it first took it from the same membership.
  if (closing !== null) await store.cycles.createIfAbsent(closing);
  else await recordInClosedCycle(store, value, deliveries);
  if (value.successor !== null) await createSuccessor(store, value, value.successor);
  const notices = withDeliveries(value.notices, deliveries);
  const answered = deliveries.some(
    ({ state, claim }) => state !== null && findNotice(value.notices, claim.entry.noticeId),
  );
  if (!answered && closing === null && value.successor === null) return current;
  return store.memberships.replace(current, { ...value, notices, closing: null, successor: null });
}

/** For notices that the membership no longer has: their cycle was closed, and its item written, in the meantime. */
async function recordInClosedCycle(store: Store, membership: Membership, deliveries: Delivery[]): Promise<void> {
  const missing = deliveries.filter(({ claim }) => findNotice(membership.notices, claim.entry.noticeId) === null);
  if (missing.length === 0) return;
  const { partnerId, membershipId, cycle } = membership;
  const closed = await store.cycles.get({ partnerId, membershipId, cycle: cycle - 1 });
  if (closed === null) return;
  await store.cycles.replace(closed, { ...closed.value, notices: withDeliveries(closed.value.notices, missing) });
}
