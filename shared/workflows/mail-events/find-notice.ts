/** Finds the ledger entry of a notice, and changes its state there. */

import type { Stamp } from '../../domain/core/stamp.ts';
import { WORKFLOWS } from '../../domain/core/workflow.ts';
import type { ClosedCycle } from '../../domain/memberships/membership.ts';
import { isRenaming } from '../../domain/memberships/rename.ts';
import { findNotice, withNoticeState } from '../../domain/notices/ledger.ts';
import type { NoticeKey } from '../../domain/notices/notice-id.ts';
import type { Ledger, NoticeEntry, NoticeState, StageRecord } from '../../domain/notices/notice-state.ts';
import type { Store } from '../../store/store.ts';
import { recordDeliveries } from '../deliveries/record-deliveries.ts';

/** `settle`: writes its new state. @throws WriteConflict if somebody else wrote first: it is to be found again */
export type FoundNotice = {
  entry: NoticeEntry;
  record: StageRecord;
  settle: (state: NoticeState, by: Stamp) => Promise<void>;
};

/** The subject of a listing's notices; no membership has this id together with a month as its period. */
const LISTING = 'listing';
const MONTH = /^\d{4}-\d{2}$/;
/** The period of an alert about an item that was set aside; its stage is the workflow. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const isOfListing = ({ subject, period }: NoticeKey): boolean => subject === LISTING && MONTH.test(period);

export const isOfFailure = ({ period }: NoticeKey): boolean => DAY.test(period);

/** The notice with this id, in the ledger of its membership, listing or failure record; null: there is none. */
export function findNoticeById(store: Store, noticeId: string, key: NoticeKey): Promise<FoundNotice | null> {
  if (isOfFailure(key)) return findInFailureRecord(store, noticeId, key);
  return isOfListing(key) ? findInListing(store, noticeId, key) : findInMembership(store, noticeId, key);
}

async function findInListing(store: Store, noticeId: string, { partnerId }: NoticeKey): Promise<FoundNotice | null> {
  const stored = await store.listings.get({ partnerId });
  if (stored === null) return null;
  return findInLedger(stored.value.notices, noticeId, (notices) =>
    store.listings.replace(stored, { ...stored.value, notices }),
  );
}

async function findInFailureRecord(
  store: Store,
  noticeId: string,
  { partnerId, subject, stage }: NoticeKey,
): Promise<FoundNotice | null> {
  const workflow = WORKFLOWS.find((name) => name === stage);
  const stored = workflow && (await store.failureRecords.get({ partnerId, workflow, subject }));
  if (!stored) return null;
  return findInLedger(stored.value.notices, noticeId, (notices) =>
    store.failureRecords.replace(stored, { ...stored.value, notices }),
  );
}

async function findInMembership(store: Store, noticeId: string, key: NoticeKey): Promise<FoundNotice | null> {
  const { partnerId, subject: membershipId } = key;
  const stored = await store.memberships.get({ partnerId, membershipId });
  if (stored === null) return null;
  const { value } = stored;
  if (value.status.name === 'moved') {
    if (isRenaming(value)) await recordDeliveries(store, stored, []);
    // Its notices keep the ids that they were sent with; they moved with it, or were in a closed cycle by then.
    const { to: nextPartner, as: subject } = value.status;
    const there = await findInMembership(store, noticeId, { ...key, partnerId: nextPartner, subject });
    return there ?? findInClosedCycle(store, noticeId, key);
  }
  const { closing } = value;
  const write = (next: typeof value) => store.memberships.replace(stored, next);
  return (
    findInLedger(value.notices, noticeId, (notices) => write({ ...value, notices })) ??
    (closing &&
      findInLedger(closing.notices, noticeId, (notices) => write({ ...value, closing: { ...closing, notices } }))) ??
    findInClosedCycle(store, noticeId, key)
  );
}

async function findInClosedCycle(store: Store, noticeId: string, key: NoticeKey): Promise<FoundNotice | null> {
  const { partnerId, subject: membershipId, period } = key;
  const stored = await store.cycles.get({ partnerId, membershipId, cycle: Number(period) });
  if (stored === null) return null;
  return findInLedger(stored.value.notices, noticeId, async (notices, by) => {
    await store.cycles.replace(stored, { ...stored.value, notices });
    await writeIfReopened(store, stored.value, { notices, noticeId, by });
  });
}

/** A reversal may have opened the cycle again since it was read: then the membership has the notice (R-REN-9). */
async function writeIfReopened(
  store: Store,
  closed: ClosedCycle,
  { notices: written, noticeId, by }: { notices: Ledger; noticeId: string; by: Stamp },
): Promise<void> {
  const stored = await store.memberships.get(closed);
  const state = findNotice(written, noticeId)?.state;
  if (stored === null || stored.value.cycle > closed.cycle || state === undefined) return;
  if (findNotice(stored.value.notices, noticeId) === null) return;
  const notices = withNoticeState(stored.value.notices, noticeId, state, by);
  await store.memberships.replace(stored, { ...stored.value, notices });
}

function findInLedger(
  ledger: Ledger,
  noticeId: string,
  write: (ledger: Ledger, by: Stamp) => Promise<unknown>,
): FoundNotice | null {
  const settle = async (state: NoticeState, by: Stamp) => {
    await write(withNoticeState(ledger, noticeId, state, by), by);
  };
  for (const record of Object.values(ledger)) {
    const entry = record.notices.find((notice) => notice.noticeId === noticeId);
    if (entry !== undefined) return { entry, record, settle };
  }
  return null;
}
