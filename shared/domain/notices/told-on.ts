/** Who was told of a renewal on a day: at most one renewal notice per membership, recipient and day (R-NOT-3). */
import type { CivilDate } from '../core/calendar.ts';
import type { Recipient } from '../partners/partner.ts';
import { parseNoticeId, recipientKey } from './notice-id.ts';
import type { Ledger, NoticeEntry, NoticeState, StageRecord } from './notice-state.ts';

/** By its notice id: the address may be a pseudonym by now, of somebody who is given again (R-OPS-4). */
export const entryOf = ({ notices }: StageRecord, { to }: Pick<Recipient, 'to'>): NoticeEntry | undefined =>
  notices.find(({ noticeId }) => parseNoticeId(noticeId)?.recipient === recipientKey(to));

/**
 * Whether a renewal notice of the ledger, of whatever anniversary, went to the recipient on that run's date, or may
 * have; one that bounced did not.
 */
export const isToldOn = (ledger: Ledger, recipient: Pick<Recipient, 'to'>, day: CivilDate): boolean =>
  Object.values(ledger).some((record) => {
    const entry = entryOf(record, recipient);
    if (entry?.kind !== 'renewal' || entry.state.status === 'undeliverable') return false;
    return [entry.state, ...(entry.earlier ?? []).map(({ state }) => state)].some((state) => isOfDay(state, day));
  });

/** A claim that is among the former states had no answer. */
const isOfDay = (state: NoticeState, day: CivilDate): boolean =>
  (state.status === 'sent' || state.status === 'claimed') && state.on === day;
