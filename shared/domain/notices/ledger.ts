/**
 * The notice ledger (R-NOT-2): what became of every notice, per stage and recipient.
 *
 *   claimed ──answer──────────────► sent | undeliverable
 *      │  └─refused, not accepted──► pending ──next run──► claimed
 *      │                                └─for days──► undeliverable
 *      └─no answer──settling───────► claimed again (once) | uncertain
 *   any of them ──event of the mail service──► sent ──bounce──► undeliverable
 *
 * A claim is written before the mail is sent. A run that finds another run's claim leaves it to settling: the absence
 * of an answer never proves that nothing was sent.
 */

import type { Stamp } from '../core/stamp.ts';
import { compareTexts } from '../core/text.ts';
import type { Ledger, NoticeEntry, NoticeState, SkipReason, StageRecord } from './notice-state.ts';
import { pastStates } from './past-state.ts';

/** The cycle of a membership's notice; null for any other notice. */
export const cycleOf = ({ period }: Pick<StageRecord, 'period'>): number | null =>
  /^\d+$/.test(period) ? Number(period) : null;

const isOpen = (entry: NoticeEntry): boolean => entry.state.status === 'claimed' || entry.state.status === 'pending';

/** Whether every notice of the record has reached an end state. */
export const hasEnded = ({ notices }: StageRecord): boolean => !notices.some(isOpen);

/** Whether a notice of the ledger has not reached an end state. */
export function hasOpenNotices(ledger: Ledger): boolean {
  return !Object.values(ledger).every(hasEnded);
}

/** The records with their keys, the earliest first: the table keeps no order within a ledger. */
export function byTime(ledger: Ledger): [string, StageRecord][] {
  const order = ([key, { decidedOn }]: [string, StageRecord]): string => `${decidedOn} ${key}`;
  return Object.entries(ledger).toSorted((a, b) => compareTexts(order(a), order(b)));
}

/** Every open notice with the key of its record. */
export function openNotices(ledger: Ledger): { key: string; record: StageRecord; entry: NoticeEntry }[] {
  return Object.entries(ledger).flatMap(([key, record]) =>
    record.notices.filter(isOpen).map((entry) => ({ key, record, entry })),
  );
}

/** The ledger with the state of one notice replaced and its earlier state kept. An unknown id changes nothing. */
export function withNoticeState(ledger: Ledger, noticeId: string, state: NoticeState, by: Stamp | null = null): Ledger {
  const records = Object.entries(ledger).map(([key, record]): [string, StageRecord] => {
    if (!record.notices.some((entry) => entry.noticeId === noticeId)) return [key, record];
    const notices = record.notices.map((entry) =>
      entry.noticeId === noticeId ? withState(record, entry, state, by) : entry,
    );
    return [key, { ...record, notices }];
  });
  return Object.fromEntries(records);
}

function withState(record: StageRecord, entry: NoticeEntry, state: NoticeState, by: Stamp | null): NoticeEntry {
  const earlier = pastStates(record, entry, state, by);
  return { ...entry, state, ...(earlier.length > 0 && { earlier }) };
}

/**
 * Ends every open notice of a closed cycle. Notices that were certainly not sent are skipped for the reason `skip`;
 * unanswered ones become uncertain, until an answer or an event settles them.
 */
export function closeOpenNotices(
  ledger: Ledger,
  reason: string,
  by: Stamp | null = null,
  skip: SkipReason = 'paid',
): Ledger {
  return openNotices(ledger).reduce((current, { entry }) => {
    const { state } = entry;
    const isUnsent = state.status === 'pending' && state.unanswered === 0;
    const end: NoticeState = isUnsent ? { status: 'skipped', reason: skip } : { status: 'uncertain', reason };
    return withNoticeState(current, entry.noticeId, end, by);
  }, ledger);
}

/**
 * Ends the notices of the current cycle's renewal that were certainly not sent; those without an answer stay as they
 * are.
 */
export function skipUnsentNotices(ledger: Ledger, skip: SkipReason, by: Stamp | null = null): Ledger {
  return openNotices(ledger).reduce((current, { entry }) => {
    const { kind, state } = entry;
    const isOfRenewal = kind === 'renewal' || kind === 'renewal-at-risk';
    if (!isOfRenewal || state.status !== 'pending' || state.unanswered > 0) return current;
    return withNoticeState(current, entry.noticeId, { status: 'skipped', reason: skip }, by);
  }, ledger);
}

/** The reasons that can go, and the rule of a stage that was skipped for one of them. */
const RULES = { declined: 'R-REN-8', paid: 'R-NOT-1' } as const satisfies Partial<Record<SkipReason, string>>;
type Reversible = keyof typeof RULES;

/**
 * The ledger without the decisions to skip a stage for this reason: those stages are to be decided again. What was
 * sent, or skipped for another reason, stays. A notice that had been decided, and was not accepted before the reason
 * came up, is pending again.
 */
export function reopenSkipped(ledger: Ledger, reason: Reversible): Ledger {
  return Object.fromEntries(
    Object.entries(ledger).flatMap(([key, record]) => {
      if (record.stage === null) return [[key, record] as const];
      const notices = record.notices.filter((entry) => !isSkippedStage(entry, reason));
      if (notices.length === 0 && isOfReason(record, reason)) return [];
      return [[key, { ...record, notices: notices.map((entry) => reopened(entry, reason)) }] as const];
    }),
  );
}

/** A stage without recipients has nothing but its rule to tell it by. */
const isOfReason = ({ notices, rule }: StageRecord, reason: Reversible): boolean =>
  notices.length > 0 || rule === RULES[reason];

const isSkipped = ({ state }: NoticeEntry, reason: Reversible): boolean =>
  state.status === 'skipped' && state.reason === reason;

/** Whether it was skipped when its stage was decided: there was no state before it. */
const isSkippedStage = (entry: NoticeEntry, reason: Reversible): boolean =>
  isSkipped(entry, reason) && (entry.earlier ?? []).length === 0;

const reopened = (entry: NoticeEntry, reason: Reversible): NoticeEntry =>
  isSkipped(entry, reason) ? { ...entry, state: { status: 'pending', unanswered: 0 } } : entry;

/** The notices claimed in `after` and not in `before`: those to send once `after` is written. */
export function newClaims(before: Ledger, after: Ledger): { key: string; record: StageRecord; entry: NoticeEntry }[] {
  const attempts = new Map(openNotices(before).map(({ entry }) => [entry.noticeId, attemptOf(entry)]));
  return openNotices(after).filter(
    ({ entry }) => entry.state.status === 'claimed' && attempts.get(entry.noticeId) !== attemptOf(entry),
  );
}

const attemptOf = ({ state }: NoticeEntry): number => (state.status === 'claimed' ? state.attempt : 0);

/** The entry of a notice, in whatever record of the ledger. */
export function findNotice(ledger: Ledger, noticeId: string): NoticeEntry | null {
  for (const record of Object.values(ledger))
    for (const entry of record.notices) if (entry.noticeId === noticeId) return entry;
  return null;
}
