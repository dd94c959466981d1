/**
 * Processes an event of the mail service about a notice: updates its ledger entry and the contact it went to, and alerts the operators
 * if no admin of the partner can be reached any more (R-NOT-2, R-ROLE-4).
 *
 *   find ─► mark the contact ─► settle the entry ─► alert the operators
 *
 * Each step reads what is stored, so that events may come again, in any order, and after a crash anywhere.
 */
import { withChange } from '../../domain/core/history.ts';
import { stampOf } from '../../domain/core/stamp.ts';
import { type MailEvent, stateAfterEvent } from '../../domain/notices/mail-event.ts';
import { type NoticeKey, parseNoticeId } from '../../domain/notices/notice-id.ts';
import { hasNoReachableAdmin, withUnreachable } from '../../domain/notices/unreachable.ts';
import type { Partner } from '../../domain/partners/partner.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { readSurvivor } from '../reads/lineage.ts';
import { alertOperators } from './alert-operators.ts';
import type { EventCall, EventDeps } from './event-call.ts';
import { type FoundNotice, findNoticeById, isOfFailure } from './find-notice.ts';

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
export async function processMailEvent(event: MailEvent, call: EventCall, deps: EventDeps): Promise<MailEventOutcome> {
  const key = parseNoticeId(event.noticeId);
  const notice = key && (await findNoticeById(deps.store, event.noticeId, key));
  if (key === null || notice === null) return { known: false };
  // An accepted mail changes no contact, so that its partner need not be found.
  const partnerId = event.what === 'accepted' ? key.partnerId : await readSurvivor(deps.store, key.partnerId);
  const isNew = bringsNews(notice, event);
  // An alert about what was set aside concerns no contact, and its partner may be what cannot be read.
  const isOfContact = !isOfFailure(key);
  const isMarked = isNew && isOfContact && (await markContact(notice, event, partnerId, call, deps));
  const isSettled = isNew && (await settleNotice(event, key, call, deps));
  const alerts =
    event.what === 'accepted' || !isOfContact
      ? []
      : await alertIfUnreachable(notice, { ...key, partnerId }, call, deps);
  return {
    known: true,
    partnerId,
    toOperators: notice.entry.role === 'operator',
    isNew: isMarked || isSettled,
    alerts,
  };
}

/** False: the ledger has this event already. A copy that comes late must not mark a contact that was set again since. */
function bringsNews({ entry, record }: FoundNotice, event: MailEvent): boolean {
  return event.what === 'complaint' || stateAfterEvent(entry.state, event, record.decidedOn) !== entry.state;
}

async function markContact(
  { entry }: FoundNotice,
  event: MailEvent,
  partnerId: string,
  call: EventCall,
  { store }: EventDeps,
): Promise<boolean> {
  return retryOnConflict(async () => {
    const stored = await store.partners.get({ partnerId });
    if (stored === null) return false;
    const partner = withUnreachable(stored.value, entry, event, call.asOf, stampOf(call));
    if (partner === stored.value) return false;
    await store.partners.replace(stored, recorded(partner, call));
    return true;
  });
}

/** The list of addresses forgets one when the contacts are set anew: the history does not. */
function recorded(partner: Partner, { asOf }: EventCall): Partner {
  const isMarked = partner.unreachable.at(-1);
  if (isMarked === undefined) return partner;
  const { address, cause, noticeId, stamp } = isMarked;
  const history = withChange(partner.history, {
    on: asOf,
    stamp,
    what: 'contact unreachable',
    rule: 'R-NOT-2',
    reason: `${cause}: nothing is sent to ${address}`,
    inputs: { address, noticeId },
  });
  return { ...partner, history };
}

async function settleNotice(event: MailEvent, key: NoticeKey, call: EventCall, { store }: EventDeps): Promise<boolean> {
  return retryOnConflict(async () => {
    const notice = await findNoticeById(store, event.noticeId, key);
    if (notice === null) return false;
    const state = stateAfterEvent(notice.entry.state, event, notice.record.decidedOn);
    if (state === notice.entry.state) return false;
    await notice.settle(state, stampOf(call));
    return true;
  });
}

async function alertIfUnreachable(
  { entry }: FoundNotice,
  key: NoticeKey,
  call: EventCall,
  deps: EventDeps,
): Promise<string[]> {
  const partner = await deps.store.partners.get({ partnerId: key.partnerId });
  if (partner === null || !hasNoReachableAdmin(partner.value)) return [];
  return alertOperators(entry, key, call, deps);
}
