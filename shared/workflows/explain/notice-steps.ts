/** The states of a notice in their order, each with the execution that caused it. */
import type { NoticeEntry, NoticeState, PastState, StageRecord } from '../../domain/notices/notice-state.ts';
import type { KnownRun } from './entry.ts';

export type Step = {
  status: NoticeState['status'];
  to: string;
  reason: string;
  /** Null: not known. */
  run: KnownRun | null;
  /** Of the execution that decided about the notice. */
  isOfDecision: boolean;
};

/** Without the steps of the deciding execution, which are explained with the decision, unless `all` are wanted. */
export function stepsOf(record: StageRecord, entry: NoticeEntry, all: boolean): Step[] {
  const { state, earlier = [], added } = entry;
  const steps = [...earlier, { state }].map(
    ({ state: stateThen, times = 1, to = entry.to }: Omit<PastState, 'left'>, index, states): Step => {
      const run = index === 0 ? (added ?? record) : (earlier[index - 1]?.left ?? null);
      const isOfDecision = index === 0 && added === undefined;
      const isAfterBounce = stateThen.status === 'sent' && states[index - 1]?.state.status === 'undeliverable';
      const reason = isAfterBounce ? AUTOMATIC_ANSWER : describeReason(stateThen, times);
      return { status: stateThen.status, to, reason, run, isOfDecision };
    },
  );
  return all ? [...claimStep(steps[0]), ...steps] : steps.filter(({ isOfDecision }) => !isOfDecision);
}

/** A notice that was sent was claimed before, by the same execution. */
function claimStep(first: Step | undefined): Step[] {
  if (first === undefined || first.status === 'claimed' || first.status === 'skipped') return [];
  return [{ ...first, status: 'claimed', reason: CLAIMED }];
}

const CLAIMED = 'about to be sent, or sent without an answer';

/** R-NOT-8. */
const AUTOMATIC_ANSWER = 'it was delivered after all: the bounce was an automatic answer';

function describeReason(state: NoticeState, times: number): string {
  switch (state.status) {
    case 'claimed':
      return CLAIMED;
    case 'sent':
      return `accepted by the mail service as ${state.messageId}`;
    case 'pending':
      return `not accepted${times > 1 ? `, ${times} times in a row` : ''}: ${state.reason ?? 'no reason was given'}`;
    default:
      return state.reason;
  }
}
