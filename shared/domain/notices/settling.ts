/** Settling notices that an earlier attempt left open (R-NOT-2). */
import type { UNANSWERED_MAILS } from '../config/program-config.ts';
import { type CivilDate, daysBetween } from '../core/calendar.ts';
import { stampOf } from '../core/stamp.ts';
import { openNotices, withNoticeState } from './ledger.ts';
import type { Ledger, NoticeEntry, NoticeState, StageRecord } from './notice-state.ts';

/** The configured treatment of open notices. */
export type SettlingPolicy = {
  unansweredMails: (typeof UNANSWERED_MAILS)[number];
  /** Days after its decision from which a notice that was never accepted is given up. */
  setAsideAfterDays: number;
};

/** How often an unanswered mail is sent before it is uncertain. */
const ATTEMPTS = { 'send-again': 2, leave: 1 } as const;

export type SettlingContext = {
  runId: string;
  /** The run's date. */
  asOf: CivilDate;
  /** Instant of this attempt. */
  now: string;
  /**
   * Claims made up to this instant, inclusive, are settled: their answer or event is overdue. Null: no claim is settled
   * yet.
   */
  settleBefore: string | null;
  /** The day of the run before this one, by the schedule, whether it ran or not. */
  previousRunOn: CivilDate;
  policy: SettlingPolicy;
};

/**
 * Resumes the open notices of a ledger: a notice that was certainly not accepted is claimed again, and after some days
 * given up; an overdue claim is claimed once more if so configured, then uncertain. `isCurrent`: whether a record's
 * notice still applies.
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
    if (days < settling.policy.setAsideAfterDays || !wasTriedByPreviousRun(state, settling))
      return claim(state.unanswered + 1);
    return state.unanswered === 0 ? givenUp(days, state.reason) : uncertainAfter(state.unanswered);
  }
  if (state.status !== 'claimed' || settling.settleBefore === null || state.claimedAt > settling.settleBefore)
    return null;
  return isCurrent && state.attempt < ATTEMPTS[settling.policy.unansweredMails]
    ? claim(state.attempt + 1)
    : uncertainAfter(state.attempt);
}

/**
 * What the run before this one has not tried, because none ran or nobody was to send it, is not given up: after an
 * outage all ends as without it (R-NOT-4). Nor is it in the settling of the run that tried it again: one throttled
 * attempt would end it.
 */
function wasTriedByPreviousRun(
  { on }: Extract<NoticeState, { status: 'pending' }>,
  { asOf, previousRunOn }: Pick<SettlingContext, 'asOf' | 'previousRunOn'>,
): boolean {
  return on !== undefined && on >= previousRunOn && on < asOf;
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

/** How many claims have no answer and no event yet and are not settled. */
export function countUnsettled(ledger: Ledger): number {
  return openNotices(ledger).filter(({ entry }) => entry.state.status === 'claimed').length;
}

/** How many notices are uncertain. */
export function countUncertain(ledger: Ledger): number {
  const entries = Object.values(ledger).flatMap(({ notices }) => notices);
  return entries.filter(({ state }) => state.status === 'uncertain').length;
}
