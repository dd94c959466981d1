/** What `explain` tells: one entry for each decision, and for what became of it later. */
import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Decision } from '../../domain/core/decision.ts';
import type { NoticeState } from '../../domain/notices/notice-state.ts';

/** `state`: by now. `atFirst`: what the deciding run made of it, if it was something else. */
export type ExplainedNotice = {
  to: string;
  role: string;
  noticeId: string;
  state: NoticeState;
  atFirst?: NoticeState['status'];
};

export type ExplainedDecision = Decision & {
  /** Instant at which the deciding execution began, UTC; null: decided before that was kept. */
  at: string | null;
  /** The day for which it was decided; null: not known. */
  on: CivilDate | null;
  /** The workflow and the execution that decided; null: not known. */
  workflow: string | null;
  runId: string | null;
  /** The notice, where it is about a single one. */
  noticeId: string | null;
  commandId: string | null;
  /** What became of each recipient's copy by now. */
  notices: ExplainedNotice[];
  /** All of it in one sentence. */
  text: string;
};

/** An execution; records of before instants were kept have no instant. */
export type KnownRun = { at: string | null; runId: string };

/**
 * An entry without its sentence. `rank`: its place among those of the same instant; causes have lower ones than effects. `usually`: the
 * workflow that it was, unless its run is known for another.
 */
export type Entry = Omit<ExplainedDecision, 'text'> & { rank: number; usualWorkflow: string | null };

export const RANK = {
  partner: 0,
  contacts: 1,
  loaded: 2,
  lines: 3,
  listing: 4,
  kpi: 5,
  command: 6,
  status: 7,
  /** What became of an earlier decision's notice: a bounce may be what is decided about next. */
  laterStep: 8,
  unreachable: 9,
  notice: 10,
  step: 11,
  failureRecord: 12,
} as const;

export type EntryFields = Pick<Entry, 'on' | 'what' | 'rule' | 'reason' | 'rank'> & Partial<Entry>;

/** An entry that says nothing but what is given. */
export function toEntry(partnerId: string, fields: EntryFields, run: KnownRun | null): Entry {
  return {
    at: run?.at ?? null,
    partnerId,
    membershipId: null,
    cycle: null,
    stage: null,
    inputs: {},
    workflow: null,
    usualWorkflow: null,
    runId: run?.runId ?? null,
    noticeId: null,
    commandId: null,
    notices: [],
    ...fields,
  };
}
