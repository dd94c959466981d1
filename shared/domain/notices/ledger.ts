/**
 * The notice ledger (R-NOT-2): what became of every notice, per stage and recipient.
 *
 *   claimed ──answer──────────────► sent | undeliverable
 *      │  └─refused, not accepted──► pending ──next run──► claimed
 *      │                                └─for days──► undeliverable
 *      └─no answer──settling───────► claimed again (once) | uncertain
 *   any of them ──event of the mail service──► sent ──bounce──► undeliverable
 *
 * A claim is written before the mail is sent. Whoever finds a claim that is not its own leaves it to settling: the absence of
 * an answer never proves that nothing was sent.
 */
import type { CivilDate } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';
import type { Recipient } from '../partners/partner.ts';
import type { NoticeKind } from './notice-content.ts';
import { type PastState, pastOf } from './past-state.ts';

export type SkipReason =
  /** A later stage was due on the same day, the window had closed (R-NOT-3), or the membership was upgraded (R-MEM-5). */
  | 'superseded'
  /** The cycle was paid (R-NOT-1). */
  | 'paid'
  /** Nobody to tell; the operators were told at an earlier stage (R-ROLE-4). */
  | 'no-recipient'
  /** Another membership is renewed in its stead (R-MRG-2). */
  | 'consolidated';

export type NoticeState =
  /**
   * Decided, and the last attempt was certainly not accepted. `unanswered`: earlier attempts of which nobody knows that.
   * `reason`: of the last one.
   */
  | { status: 'pending'; unanswered: number; reason?: string | undefined }
  /** About to be sent, or sent without an answer. `claimedAt`: instant; `attempt`: 1, or 2 after settling; `on`: the run's date. */
  | { status: 'claimed'; attempt: number; claimedAt: string; runId: string; on: CivilDate }
  /** `on`: the run's date, not the clock's. */
  | { status: 'sent'; messageId: string; on: CivilDate; subject: string }
  | { status: 'skipped'; reason: SkipReason }
  | { status: 'undeliverable'; reason: string }
  /** Accepted or not, nobody can say: reported, and left to an operator. */
  | { status: 'uncertain'; reason: string };

export type NoticeEntry = Recipient & {
  noticeId: string;
  kind: NoticeKind;
  state: NoticeState;
  /** By what it was added, if by an execution after that of the decision. */
  added?: Stamp | undefined;
  /** What it was before, the earliest first. */
  earlier?: PastState[] | undefined;
};

/** What was decided for one stage: by which rule and run, from which facts, and what became of each recipient's copy. */
export type StageRecord = {
  /** Days relative to the AD; null for a notice without a stage. */
  stage: number | null;
  /** The cycle's number, the month of a listing's notice, or the day on which an item began to fail. */
  period: string;
  decidedOn: CivilDate;
  runId: string;
  /** Instant; null: decided before this was kept. */
  at: string | null;
  rule: string;
  reason: string;
  /** The facts that the decision used, for `explain`. */
  inputs: Record<string, unknown>;
  notices: NoticeEntry[];
  /** Ids of the operator commands by which it was sent again. */
  resentBy?: string[] | undefined;
};

/** The cycle of a membership's notice; null for any other notice. */
export const cycleOf = ({ period }: Pick<StageRecord, 'period'>): number | null =>
  /^\d+$/.test(period) ? Number(period) : null;

/** By stage (`-30` … `31`), or by kind where a notice has no stage. */
export type Ledger = Record<string, StageRecord>;

const isOpen = (entry: NoticeEntry): boolean => entry.state.status === 'claimed' || entry.state.status === 'pending';

/** Whether a notice of the ledger still waits for an end state. */
export function hasOpenNotices(ledger: Ledger): boolean {
  return Object.values(ledger).some((record) => record.notices.some(isOpen));
}

/** Every open notice with the key of its record. */
export function openNotices(ledger: Ledger): { key: string; record: StageRecord; entry: NoticeEntry }[] {
  return Object.entries(ledger).flatMap(([key, record]) =>
    record.notices.filter(isOpen).map((entry) => ({ key, record, entry })),
  );
}

/** The ledger with the state of one notice replaced, and the one before kept as its past. Unknown ids change nothing. */
export function withState(ledger: Ledger, noticeId: string, state: NoticeState, by: Stamp | null = null): Ledger {
  const changed = Object.entries(ledger).map(([key, record]): [string, StageRecord] => {
    if (!record.notices.some((entry) => entry.noticeId === noticeId)) return [key, record];
    const notices = record.notices.map((entry) =>
      entry.noticeId === noticeId ? entered(record, entry, state, by) : entry,
    );
    return [key, { ...record, notices }];
  });
  return Object.fromEntries(changed);
}

function entered(record: StageRecord, entry: NoticeEntry, state: NoticeState, by: Stamp | null): NoticeEntry {
  const earlier = pastOf(record, entry, state, by);
  return { ...entry, state, ...(earlier.length > 0 && { earlier }) };
}

/** A closed cycle waits for nothing: what was unanswered becomes uncertain until an answer or an event settles it. `skip`: of what was certainly not sent. */
export function closeOpen(ledger: Ledger, reason: string, by: Stamp | null = null, skip: SkipReason = 'paid'): Ledger {
  return openNotices(ledger).reduce((all, { entry }) => {
    const { state } = entry;
    const isUnsent = state.status === 'pending' && state.unanswered === 0;
    const end: NoticeState = isUnsent ? { status: 'skipped', reason: skip } : { status: 'uncertain', reason };
    return withState(all, entry.noticeId, end, by);
  }, ledger);
}

/** The notices that `after` claims and `before` did not: those that whoever writes `after` is to send. */
export function newClaims(before: Ledger, after: Ledger): { key: string; record: StageRecord; entry: NoticeEntry }[] {
  const known = new Map(openNotices(before).map(({ entry }) => [entry.noticeId, attemptOf(entry)]));
  return openNotices(after).filter(
    ({ entry }) => entry.state.status === 'claimed' && known.get(entry.noticeId) !== attemptOf(entry),
  );
}

const attemptOf = ({ state }: NoticeEntry): number => (state.status === 'claimed' ? state.attempt : 0);

/** The entry of a notice, wherever it stands in the ledger. */
export function findNotice(ledger: Ledger, noticeId: string): NoticeEntry | null {
  for (const record of Object.values(ledger))
    for (const entry of record.notices) if (entry.noticeId === noticeId) return entry;
  return null;
}
