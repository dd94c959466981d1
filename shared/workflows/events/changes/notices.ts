/** What a change of ledgers tells: which mails were sent, were lost, or may have been (R-NOT-2). */

import { cycleOf } from '../../../domain/notices/ledger.ts';
import type { Ledger, NoticeEntry, NoticeState, StageRecord } from '../../../domain/notices/notice-state.ts';
import type { EventSubject, UnnumberedEvent } from '../catalogue/program-event.ts';
import type { ItemChange } from './change.ts';

type Ledgers = readonly Ledger[];
type Notice = { record: StageRecord; entry: NoticeEntry };

/**
 * Of notices that are known from before alone: a claim is written before its mail is sent, so that one which appears
 * with an end comes from somewhere else, where it was told. By time of the decision and id: an item keeps no order.
 */
export function noticeEvents(
  { before, after }: { before: Ledgers; after: Ledgers },
  subject: Omit<EventSubject, 'rule'>,
): UnnumberedEvent[] {
  const known = new Map(noticesOf(before).map(({ entry }) => [entry.noticeId, entry.state]));
  return noticesOf(after)
    .filter(({ entry }) => known.has(entry.noticeId))
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
    .flatMap((notice) => endEvents(notice, known.get(notice.entry.noticeId) as NoticeState, subject));
}

/** The same of an item with one ledger; a new item has none that is known from before. */
export const ledgerEvents = (
  { before, after }: ItemChange<{ notices: Ledger }>,
  subject: Omit<EventSubject, 'rule'>,
): UnnumberedEvent[] =>
  before === null ? [] : noticeEvents({ before: [before.notices], after: [after.notices] }, subject);

const noticesOf = (ledgers: Ledgers): Notice[] =>
  ledgers.flatMap((ledger) =>
    Object.values(ledger).flatMap((record) => record.notices.map((entry) => ({ record, entry }))),
  );

const orderOf = ({ record, entry }: Notice): string => `${record.decidedOn} ${entry.noticeId}`;

function endEvents(
  { record, entry }: Notice,
  before: NoticeState,
  subject: Omit<EventSubject, 'rule'>,
): UnnumberedEvent[] {
  const { kind, role, locale, noticeId, state } = entry;
  const about = { ...subject, cycle: cycleOf(record) ?? subject.cycle ?? null, noticeId, rule: record.rule };
  const facts = { kind, stage: record.stage, role, locale };
  switch (state.status) {
    case 'sent': {
      if (before.status === 'sent' && before.messageId === state.messageId) return [];
      return [{ type: 'notice.sent', ...about, data: { ...facts, messageId: state.messageId } }];
    }
    case 'undeliverable': {
      const loss = state.lost?.loss ?? null;
      if (before.status === 'undeliverable' && (before.lost?.loss ?? null) === loss) return [];
      return [{ type: 'notice.undeliverable', ...about, rule: 'R-NOT-2', data: { ...facts, loss } }];
    }
    case 'uncertain':
      return before.status === 'uncertain'
        ? []
        : [{ type: 'notice.uncertain', ...about, rule: 'R-NOT-2', data: facts }];
    case 'claimed':
    case 'pending':
    case 'skipped':
      return [];
  }
}
