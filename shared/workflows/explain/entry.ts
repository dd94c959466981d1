/** The entries of `explain`: one for each decision, and one for each later step of a notice. */
import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Decision } from '../../domain/core/decision.ts';
import type { NoticeState } from '../../domain/notices/notice-state.ts';

/** `state`: now. `atFirst`: after the deciding run, if it was another one. */
export type ExplainedNotice = {
  to: string;
  role: string;
  noticeId: string;
  state: NoticeState;
  atFirst?: NoticeState['status'];
};

export type ExplainedDecision = Decision & {
  /** Instant at which the deciding execution began, UTC; null: decided before instants were recorded. */
  at: string | null;
  /** The day for which it was decided; null: not known. */
  on: CivilDate | null;
  /** The workflow and the execution that decided; null: not known. */
  workflow: string | null;
  runId: string | null;
  /** The notice, where it is about a single one. */
  noticeId: string | null;
  commandId: string | null;
  /** The state of each recipient's notice now. */
  notices: ExplainedNotice[];
  /** All of it in one sentence. */
  text: string;
};

/** An execution; old records have no instant. */
export type KnownRun = { at: string | null; runId: string };

/**
 * An entry without its sentence. `rank`: its place among entries of the same run and instant; causes have lower ranks
 * than effects. `usualWorkflow`: the workflow, unless another entry of the same run has one.
 */
export type Entry = Omit<ExplainedDecision, 'text'> & { rank: number; usualWorkflow: string | null };

export const RANK = {
  /** What a command did comes after the command. */
  command: -1,
  partner: 0,
  contacts: 1,
  imported: 2,
  lines: 3,
  listing: 4,
  kpi: 5,
  status: 6,
  /** Of what another one took the place of, and of what belonged to it. */
  end: 7,
  /** A later step of an earlier decision's notice: a bounce may be the cause of the next decision. */
  laterStep: 8,
  unreachable: 9,
  notice: 10,
  step: 11,
  failureRecord: 12,
} as const;

export type EntryFields = Pick<Entry, 'on' | 'what' | 'rule' | 'reason' | 'rank'> & Partial<Entry>;

/** An entry with these fields; all others are empty. */
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
