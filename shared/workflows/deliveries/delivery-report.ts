/** The lines that a report has about notices, and the ledger with the answers of the mail service. */

import type { Decision } from '../../domain/core/decision.ts';
import { type GivenUpNotice, givenUpNotices } from '../../domain/notices/giving-up.ts';
import { cycleOf, findNotice, withNoticeState } from '../../domain/notices/ledger.ts';
import { stateAfterAnswer } from '../../domain/notices/mail-events/mail-event.ts';
import type { Ledger, NoticeEntry, NoticeState, StageRecord } from '../../domain/notices/notice-state.ts';
import type { Delivery } from '../../mail/deliver.ts';
import type { DecisionLine, Subject } from '../../sweep/report.ts';

const WHAT = {
  sent: 'notice-sent',
  undeliverable: 'notice-undeliverable',
  pending: 'notice-failed',
  claimed: 'notice-unanswered',
} as const;

/** The line about one mail: under which rule it was sent to whom, or why it was not. */
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

/** The number of the attempt, if an earlier one had no answer: the recipient may have got the mail twice. */
const attemptInputs = ({ state }: NoticeEntry): { attempt?: number } =>
  state.status === 'claimed' && state.attempt > 1 ? { attempt: state.attempt } : {};

/** The ledger with the answers; a notice without an answer stays claimed. */
export function withDeliveries(ledger: Ledger, deliveries: Delivery[]): Ledger {
  return deliveries.reduce(
    (ledgerSoFar, { claim, state }) => (state === null ? ledgerSoFar : withAnswer(ledgerSoFar, claim.entry, state)),
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

/** A line for every notice that became uncertain: an operator has to look at it (R-NOT-2). */
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

/** A line for every notice that was given up: it is not tried again. */
export function givenUpLines(subject: Subject, before: Ledger, after: Ledger): DecisionLine[] {
  return givenUpNotices(before, after).map((notice) => givenUpLine(subject, notice));
}

function givenUpLine(subject: Subject, { record, entry, reason }: GivenUpNotice): DecisionLine {
  const { stage } = record;
  const inputs = { noticeId: entry.noticeId, decidedOn: record.decidedOn };
  return { what: 'notice-undeliverable', ...subject, cycle: cycleOf(record), stage, rule: 'R-NOT-2', reason, inputs };
}
