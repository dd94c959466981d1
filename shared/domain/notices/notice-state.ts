/** What the notice ledger keeps (R-NOT-2): the state of each notice, and the decision that it came from. */
import type { CivilDate } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';
import type { Recipient } from '../partners/partner.ts';
import type { NoticeKind } from './notice-kind.ts';

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

/** `left`: by which execution; that one made what follows. `times`: how often in a row it was not accepted, if not once. */
export type PastState = { state: NoticeState; left: Stamp | null; times?: number | undefined };

export type NoticeEntry = Recipient & {
  noticeId: string;
  kind: NoticeKind;
  state: NoticeState;
  /** By what it was added, if by an execution after that of the decision. */
  added?: Stamp | undefined;
  /** What it was before, the earliest first. */
  earlier?: PastState[] | undefined;
};

/** A mail as reports tell it. */
export type EmailFacts = Pick<NoticeEntry, 'kind' | 'to' | 'role' | 'locale' | 'noticeId'> & { subject: string };

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

/** By stage (`-30` … `31`), or by kind where a notice has no stage. */
export type Ledger = Record<string, StageRecord>;
