/** What becomes of notices that an earlier attempt left open (R-NOT-2). */

import type { UNANSWERED_MAILS } from '../config/program-config.ts';
import { type CivilDate, daysBetween } from '../core/calendar.ts';
import { stampOf } from '../core/stamp.ts';
import { openNotices, withNoticeState } from './ledger.ts';
import type { Ledger, NoticeEntry, NoticeState, StageRecord } from './notice-state.ts';

/** What the program is configured to do with notices that stay open. */
export type SettlingPolicy = {
  unansweredMails: (typeof UNANSWERED_MAILS)[number];
  /** Days after its decision from which on a notice that was never accepted is given up. */
  setAsideAfterDays: number;
};

/** How often such a mail is sent; after that it is uncertain. */
const ATTEMPTS = { 'send-again': 2, leave: 1 } as const;

export type SettlingContext = {
  runId: string;
  /** The run's date. */
  asOf: CivilDate;
  /** Instant of this attempt. */
  now: string;
  /** Claims made by this instant, inclusive, have had their time to be answered or to bring an event; null: none has yet. */
  settleBefore: string | null;
  policy: SettlingPolicy;
};

/**
 * The ledger with its open notices taken up again: what was certainly not accepted is claimed anew, and after some days given
 * up; an unanswered claim that has had its time is sent once more if the program is configured so, then uncertain.
 * `isCurrent`: whether a record still has something true to say.
 */
export function resumeNotices(
  ledger: Ledger,
  isCurrent: (record: StageRecord) => boolean,
  settling: SettlingContext,
): Ledger {
  return openNotices(ledger).reduce((current, { record, entry }) => {
    const state = nextState(entry, record, isCurrent(record), settling);
    return state === null ? current : withNoticeState(current, entry.noticeId, state, stampOf(settling));
  }, ledger);
}

function nextState(
  { state }: NoticeEntry,
  { decidedOn }: StageRecord,
  isCurrent: boolean,
  settling: SettlingContext,
): NoticeState | null {
  const claim = (attempt: number): NoticeState => ({
    status: 'claimed',
    attempt,
    claimedAt: settling.now,
    runId: settling.runId,
    on: settling.asOf,
  });
  if (state.status === 'pending') {
    if (!isCurrent) return endOfStale(state.unanswered);
    const days = daysBetween(decidedOn, settling.asOf);
    if (days < settling.policy.setAsideAfterDays) return claim(state.unanswered + 1);
    return state.unanswered === 0 ? givenUp(days, state.reason) : uncertainAfter(state.unanswered);
  }
  if (state.status !== 'claimed' || settling.settleBefore === null || state.claimedAt > settling.settleBefore)
    return null;
  return isCurrent && state.attempt < ATTEMPTS[settling.policy.unansweredMails]
    ? claim(state.attempt + 1)
    : uncertainAfter(state.attempt);
}

const endOfStale = (unanswered: number): NoticeState =>
  unanswered === 0 ? { status: 'skipped', reason: 'superseded' } : uncertainAfter(unanswered);

const uncertainAfter = (attempts: number): NoticeState => ({
  status: 'uncertain',
  reason: `sent ${attempts === 1 ? 'once' : `${attempts} times`}, no answer and no event`,
});

const givenUp = (days: number, reason = 'the mail service did not take it'): NoticeState => ({
  status: 'undeliverable',
  reason: `not accepted for ${days} days: ${reason}`,
});

/** Claims that wait for their answer, their event or their settling. */
export function countUnsettled(ledger: Ledger): number {
  return openNotices(ledger).filter(({ entry }) => entry.state.status === 'claimed').length;
}

/** Notices about which nobody can say whether they were sent. */
export function countUncertain(ledger: Ledger): number {
  const entries = Object.values(ledger).flatMap(({ notices }) => notices);
  return entries.filter(({ state }) => state.status === 'uncertain').length;
}
