/** What was sent, as outcomes and lines of a report. */

import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Decision } from '../../domain/core/decision.ts';
import { type GivenUpNotice, givenUpNotices } from '../../domain/notices/giving-up.ts';
import { cycleOf, findNotice, withNoticeState } from '../../domain/notices/ledger.ts';
import { stateAfterAnswer } from '../../domain/notices/mail-event.ts';
import type { Ledger, NoticeEntry, NoticeState, StageRecord } from '../../domain/notices/notice-state.ts';
import type { Delivery } from '../../mail/deliver.ts';
import type { ItemOutcome, PageCall } from '../../sweep/page.ts';
import type { DecisionLine, Subject } from '../../sweep/report.ts';

const WHAT = {
  sent: 'notice-sent',
  undeliverable: 'notice-undeliverable',
  pending: 'notice-failed',
  claimed: 'notice-unanswered',
} as const;

/** The line of one mail: under which rule it went to whom, or why it did not. */
export function deliveryLine(subject: Subject, delivery: Delivery): DecisionLine {
  const { record, entry } = delivery.claim;
  const status = (delivery.state?.status ?? 'claimed') as keyof typeof WHAT;
  const decision: Decision = {
    what: WHAT[status],
    ...subject,
    cycle: cycleOf(record),
    stage: record.stage,
    rule: record.rule,
    reason: delivery.problem ?? record.reason,
    inputs: { ...record.inputs, noticeId: entry.noticeId, ...attemptInputs(entry) },
  };
  return delivery.email === null ? decision : { ...decision, email: delivery.email };
}

/** Which attempt it was, if an earlier one had no answer: the recipient may have the mail twice. */
const attemptInputs = ({ state }: NoticeEntry): { attempt?: number } =>
  state.status === 'claimed' && state.attempt > 1 ? { attempt: state.attempt } : {};

/** The ledger with the outcomes written in; what was not answered stays claimed. */
export function withDeliveries(ledger: Ledger, deliveries: Delivery[]): Ledger {
  return deliveries.reduce(
    (all, { claim, state }) => (state === null ? all : withAnswer(all, claim.entry, state)),
    ledger,
  );
}

function withAnswer(ledger: Ledger, { noticeId, state: claim }: NoticeEntry, answer: NoticeState): Ledger {
  const entry = findNotice(ledger, noticeId);
  return entry === null ? ledger : settleEntry(ledger, entry, claim, answer);
}

function settleEntry(
  ledger: Ledger,
  { noticeId, state }: NoticeEntry,
  claim: NoticeState,
  answer: NoticeState,
): Ledger {
  const next = stateAfterAnswer(state, claim, answer);
  if (next === state) return ledger;
  const by = claim.status === 'claimed' ? { at: claim.claimedAt, runId: claim.runId } : null;
  return withNoticeState(ledger, noticeId, next, by);
}

/** A line for every notice that became uncertain: somebody has to look, and must be able to find it (R-NOT-2). */
export function uncertainLines(subject: Subject, before: Ledger, after: Ledger): DecisionLine[] {
  const isNew = ({ noticeId, state }: NoticeEntry): boolean =>
    state.status === 'uncertain' && findNotice(before, noticeId)?.state.status !== 'uncertain';
  return Object.values(after).flatMap((record) =>
    record.notices.filter(isNew).map((entry) => uncertainLine(subject, record, entry)),
  );
}

function uncertainLine(subject: Subject, record: StageRecord, { noticeId, state }: NoticeEntry): DecisionLine {
  return {
    what: 'notice-uncertain',
    ...subject,
    cycle: cycleOf(record),
    stage: record.stage,
    rule: 'R-NOT-2',
    reason: 'reason' in state ? (state.reason ?? '') : '',
    inputs: { noticeId },
  };
}

/** A line for every notice that was given up: nobody tries to send it any more. */
export function givenUpLines(subject: Subject, before: Ledger, after: Ledger): DecisionLine[] {
  return givenUpNotices(before, after).map((lost) => givenUpLine(subject, lost));
}

function givenUpLine(subject: Subject, { record, entry, reason }: GivenUpNotice): DecisionLine {
  const { stage } = record;
  const inputs = { noticeId: entry.noticeId, decidedOn: record.decidedOn };
  return { what: 'notice-undeliverable', ...subject, cycle: cycleOf(record), stage, rule: 'R-NOT-2', reason, inputs };
}

/**
 * A mail that certainly was not accepted, or is given up, makes its item fail: somebody should look. While it may still be
 * accepted in the settling of the same run, it is only unsettled.
 */
export function itemResult(deliveries: Delivery[], decided: boolean, mode: Mode, lost = 0): ItemOutcome['result'] {
  const open = deliveries.filter(({ state }) => state?.status === 'pending');
  if (lost > 0 || open.length > countPostponed(deliveries, mode)) return 'failed';
  return deliveries.length > 0 || decided ? 'acted' : 'skipped';
}

/** Mails that the settling of the run takes up again: after that, they wait for the next run. */
export function countPostponed(deliveries: Delivery[], mode: Mode): number {
  return mode === 'settle' ? 0 : deliveries.filter(({ isPostponed }) => isPostponed).length;
}

type Mode = PageCall['mode'];

/** The run that decides, without its clock. */
export type DecidingRun = { runId: string; asOf: CivilDate; dryRun: boolean };
