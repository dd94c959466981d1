/** What `explain` tells: one entry for each decision, and for what became of it later. */
import type { CivilDate } from '../../domain/calendar.ts';
import type { NoticeState } from '../../domain/ledger.ts';
import type { Stamp } from '../../domain/stamp.ts';

export type ExplainedNotice = { to: string; role: string; noticeId: string; state: NoticeState };

export type Explained = {
  /** Instant at which the deciding execution began, UTC; null: decided before that was kept. */
  at: string | null;
  /** The day for which it was decided; null: not known. */
  on: CivilDate | null;
  what: string;
  partnerId: string;
  membershipId: string | null;
  cycle: number | null;
  stage: number | null;
  rule: string;
  reason: string;
  inputs: Record<string, unknown>;
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

/** An entry without its sentence, with its place among those of the same instant: causes have lower ranks than effects. */
export type Told = Omit<Explained, 'text'> & { rank: number };

export const RANK = {
  partner: 0,
  contacts: 1,
  loaded: 2,
  lines: 3,
  listing: 4,
  kpi: 5,
  command: 6,
  status: 7,
  notice: 8,
  step: 9,
  unreachable: 10,
  trouble: 11,
} as const;

type Fact = Pick<Told, 'on' | 'what' | 'rule' | 'reason' | 'rank'> & Partial<Told>;

/** An entry that says nothing but what is given. */
export function told(partnerId: string, fact: Fact, stamp: Stamp | null): Told {
  return {
    at: stamp?.at ?? null,
    partnerId,
    membershipId: null,
    cycle: null,
    stage: null,
    inputs: {},
    workflow: null,
    runId: stamp?.runId ?? null,
    noticeId: null,
    commandId: null,
    notices: [],
    ...fact,
  };
}
