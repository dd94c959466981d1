/**
 * Processes an event of the mail service about a notice: updates its ledger entry and its recipient, and alerts the
 * operators if nobody received it or nobody can be reached (R-NOT-2, R-NOT-7, R-NOT-8, R-ROLE-4).
 *
 *   find ─► settle the entry ─► mark the contact ─► alert the operators
 *
 * Each step looks at what is stored, so that the same event may come again, in any order, and after a crash anywhere.
 */
import { stampOf } from '../../domain/core/stamp.ts';
import { claimedOn, type MailEvent, stateAfterEvent } from '../../domain/notices/mail-events/mail-event.ts';
import { reachedNobody } from '../../domain/notices/mail-events/undelivered.ts';
import { hasNoReachableAdmin } from '../../domain/notices/mail-events/unreachable.ts';
import { type NoticeKey, parseNoticeId } from '../../domain/notices/notice-id.ts';
import { isPseudonym, withoutAddresses } from '../../domain/notices/pseudonym.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { readSurvivor } from '../reads/merged/lineage.ts';
import { readPresentName } from '../reads/merged/present-name.ts';
import { type Alarm, alertOperators } from './alert-operators.ts';
import type { EventCall, EventDeps } from './event-call.ts';
import { findNoticeById, isOfFailure, isOfListing } from './find-notice.ts';
import { markContact } from './mark-contact.ts';

export type MailEventOutcome =
  /** No ledger has a notice with this id. */
  | { known: false }
  | {
      known: true;
      partnerId: string;
      /** Whether the notice was one for the operators. */
      toOperators: boolean;
      /** Whether the entry or the contact changed. */
      isNew: boolean;
      /** Ids of the alerts that were sent to the operators. */
      alerts: string[];
    };

/** @throws WriteConflict after many attempts; what the store throws */
export async function processMailEvent(given: MailEvent, call: EventCall, deps: EventDeps): Promise<MailEventOutcome> {
  const key = parseNoticeId(given.noticeId);
  const notice = key && (await findNoticeById(deps.store, given.noticeId, key));
  if (key === null || notice === null) return { known: false };
  const { entry, record } = notice;
  const event = isPseudonym(entry.to) ? withoutPerson(given) : given;
  const isNews = stateAfterEvent(entry.state, event, claimedOn(record, entry)) !== entry.state;
  const isSettled = isNews && (await settleNotice(event, key, call, deps));
  const taken = { known: true, toOperators: entry.role === 'operator' } as const;
  // That a mail was accepted says nothing about its recipient. An alert about a set-aside item went to the operators,
  // and its partner may be the item that cannot be read.
  if (event.what === 'accepted' || isOfFailure(key))
    return { ...taken, partnerId: key.partnerId, isNew: isSettled, alerts: [] };
  const partnerId = await readSurvivor(deps.store, key.partnerId);
  const isMarked = await markContact(entry, event, partnerId, call, deps);
  const alerts = await alertIfNeeded(event, key, partnerId, call, deps);
  return { ...taken, partnerId, isNew: isSettled || isMarked, alerts };
}

/** The recipient was erased: what the mail service says of the address is not stored again (R-OPS-4). */
const withoutPerson = (event: MailEvent): MailEvent =>
  event.what === 'lost' ? { ...event, reason: withoutAddresses(event.reason) } : event;

async function settleNotice(event: MailEvent, key: NoticeKey, call: EventCall, { store }: EventDeps): Promise<boolean> {
  return retryOnConflict(async () => {
    const notice = await findNoticeById(store, event.noticeId, key);
    if (notice === null) return false;
    const { record, entry } = notice;
    const state = stateAfterEvent(entry.state, event, claimedOn(record, entry));
    if (state === entry.state) return false;
    await notice.settle(state, stampOf(call));
    return true;
  });
}

/** The alert that nobody can be reached includes that nobody received this notice. */
async function alertIfNeeded(
  event: MailEvent,
  key: NoticeKey,
  partnerId: string,
  call: EventCall,
  deps: EventDeps,
): Promise<string[]> {
  if (event.what !== 'lost' && event.what !== 'complaint') return [];
  const { store } = deps;
  const [partner, notice] = await Promise.all([
    store.partners.get({ partnerId }),
    findNoticeById(store, event.noticeId, key),
  ]);
  if (partner === null || notice === null) return [];
  const { membershipId: subject } = isOfListing(key)
    ? { membershipId: key.subject }
    : await readPresentName(store, { partnerId: key.partnerId, membershipId: key.subject });
  const alert = (alarm: Alarm) => alertOperators(alarm, notice, { ...key, partnerId, subject }, call, deps);
  if (hasNoReachableAdmin(partner.value)) return alert('nobody-left');
  return reachedNobody(notice.record) ? alert('nobody-got-it') : [];
}
