/** What a notice ledger tells: the decision about each stage, and what became of its notices afterwards. */
import { cycleOf, type Ledger, type NoticeEntry, type NoticeState, type StageRecord } from '../../domain/ledger.ts';
import type { Stamp } from '../../domain/stamp.ts';
import { type ExplainedNotice, RANK, type Told, told } from './explained.ts';

/** Whose ledger it is. `noticeId`: every step of that notice is told, and nothing of another. */
export type LedgerOf = {
  partnerId: string;
  membershipId: string | null;
  /** Null: it follows from the notice. */
  workflow: string | null;
  noticeId: string | undefined;
};

export function ofLedger(ledger: Ledger, of: LedgerOf): Told[] {
  return Object.entries(ledger).flatMap(([key, record]) => ofRecord(key, record, of));
}

function ofRecord(key: string, record: StageRecord, of: LedgerOf): Told[] {
  const { noticeId } = of;
  const entries = record.notices.filter((entry) => noticeId === undefined || entry.noticeId === noticeId);
  if (noticeId !== undefined && entries.length === 0) return [];
  const kind = record.notices[0]?.kind ?? key;
  const notices = entries.map(
    ({ to, role, noticeId: id, state }): ExplainedNotice => ({ to, role, noticeId: id, state }),
  );
  const decided = {
    ...commonOf(record, of),
    what: `notice ${kind}`,
    rule: record.rule,
    reason: record.reason,
    inputs: record.inputs,
    notices,
    rank: RANK.notice,
  };
  return [
    told(
      of.partnerId,
      { ...decided, on: record.decidedOn, workflow: workflowOf(key, record, of) },
      stampOfRecord(record),
    ),
    ...entries.flatMap((entry) =>
      stepsOf(record, entry, noticeId !== undefined).map((step) => ofStep(record, entry, step, of)),
    ),
  ];
}

const commonOf = (record: StageRecord, { membershipId }: LedgerOf) => ({
  membershipId,
  cycle: cycleOf(record),
  stage: record.stage,
});

const stampOfRecord = ({ at, runId }: StageRecord) => ({ at, runId }) as Stamp;

/** Skipped stages are decided by whoever makes them pointless: their run says who. */
function workflowOf(key: string, { notices }: StageRecord, { workflow }: LedgerOf): string | null {
  if (workflow !== null) return workflow;
  const sent = notices.filter(({ state }) => state.status !== 'skipped');
  if (key === '31' && sent.length > 0) return 'grace-expiry';
  return sent.some(({ kind }) => kind === 'renewal') ? 'renewal-notices' : null;
}

type Step = { state: NoticeState; stamp: Stamp | null; times: number };

/**
 * The states of a notice, each with the execution that brought it there. The first ones are those of the decision's own run: they
 * are told only where every step is wanted.
 */
function stepsOf(record: StageRecord, { state, earlier = [] }: NoticeEntry, all: boolean): Step[] {
  const states = [...earlier.map((past) => ({ state: past.state, times: past.times ?? 1 })), { state, times: 1 }];
  const steps = states.map((each, index) => ({ ...each, stamp: earlier[index - 1]?.left ?? stampOfRecord(record) }));
  if (!all) return steps.slice(1);
  const claimed = { state: { status: 'claimed' }, stamp: stampOfRecord(record), times: 1 } as Step;
  const [first] = steps;
  return first?.state.status === 'claimed' || first?.state.status === 'skipped' ? steps : [claimed, ...steps];
}

const WHAT = {
  claimed: 'notice-claimed',
  pending: 'notice-failed',
  sent: 'notice-sent',
  skipped: 'notice-skipped',
  undeliverable: 'notice-undeliverable',
  uncertain: 'notice-uncertain',
} as const;

function ofStep(record: StageRecord, entry: NoticeEntry, { state, stamp, times }: Step, of: LedgerOf): Told {
  const { noticeId, to, role, kind } = entry;
  return told(
    of.partnerId,
    {
      ...commonOf(record, of),
      on: 'on' in state && state.on !== undefined ? state.on : dayOf(record, stamp),
      what: WHAT[state.status],
      rule: 'R-NOT-2',
      reason: reasonOf(state, times),
      inputs: { kind, to, role, ...(times > 1 && { times }) },
      noticeId,
      rank: RANK.step,
    },
    stamp,
  );
}

/** Of an execution after the decision nothing is kept but its instant. */
const dayOf = ({ at, decidedOn }: StageRecord, stamp: Stamp | null) =>
  stamp === null || stamp.at === at ? decidedOn : null;

function reasonOf(state: NoticeState, times: number): string {
  switch (state.status) {
    case 'claimed':
      return 'about to be sent, or sent without an answer';
    case 'sent':
      return `accepted by the mail service as ${state.messageId}`;
    case 'pending':
      return `not accepted${times > 1 ? ` ${times} times` : ''}: ${state.reason ?? 'no reason was given'}`;
    default:
      return state.reason;
  }
}
