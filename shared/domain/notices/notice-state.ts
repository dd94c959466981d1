/** The notice ledger's data (R-NOT-2): the state of each notice, and the decision that led to it. */
import type { CivilDate } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';
import type { Locale, Recipient } from '../partners/partner.ts';
import type { NoticeKind } from './notice-kind.ts';

export type SkipReason =
  /**
   * A later stage was due on the same day, the window had closed (R-NOT-3), or the membership was upgraded (R-MEM-5).
   */
  | 'superseded'
  /** The cycle was paid (R-NOT-1). */
  | 'paid'
  /** No recipient is reachable; the operators were alerted at an earlier stage (R-ROLE-4). */
  | 'no-recipient'
  /** It is renewed together with another membership (R-MRG-2). */
  | 'consolidated'
  /** The partner has declared that it will not renew (R-REN-8). */
  | 'declined'
  /** The anniversary of which it told was recorded wrongly, and corrected (R-MEM-9). */
  | 'corrected'
  /** The payment that it was about was reversed (R-REN-9). */
  | 'reversed';

/**
 * The times of a mail event. `at`: when it happened; `mailedAt`: when the mail service accepted the mail. Instants in
 * UTC with milliseconds, which can be compared as text.
 */
export type Proof = { at: string; mailedAt: string };

/**
 * Why a mail did not arrive. `temporary`: a bounce that says nothing about later mails. `permanent`: the address
 * accepts no mail. `suppressed`: the mail service does not try to send to the address. `rejected`: the mail service
 * refused the mail itself.
 */
export const LOSSES = ['temporary', 'permanent', 'suppressed', 'rejected'] as const;
export type Loss = (typeof LOSSES)[number];

export type NoticeState =
  /**
   * Decided, and the last attempt was certainly not accepted. `unanswered`: how many earlier attempts had no answer.
   * `reason`, `on`: why the last attempt was not accepted, and on which run's date it was; none: it was not tried yet.
   */
  | { status: 'pending'; unanswered: number; reason?: string | undefined; on?: CivilDate | undefined }
  /**
   * About to be sent, or sent without an answer yet. `claimedAt`: instant; `attempt`: 1, or 2 after settling; `on`: the
   * run's date.
   */
  | { status: 'claimed'; attempt: number; claimedAt: string; runId: string; on: CivilDate }
  /** `on`: the run's date, not the clock's. `arrived`: known from a mail event (R-NOT-8). */
  | { status: 'sent'; messageId: string; on: CivilDate; subject: string; arrived?: Proof | undefined }
  | { status: 'skipped'; reason: SkipReason }
  /** `lost`: known from a mail event, for a mail sent `on` that run's date; undefined: the mail was never accepted. */
  | { status: 'undeliverable'; reason: string; lost?: (Proof & { loss: Loss; on: CivilDate }) | undefined }
  /** Nobody can say whether it was accepted: reported, and left to an operator. */
  | { status: 'uncertain'; reason: string };

/**
 * A former state. `left`: the execution that ended it. `times`: consecutive attempts that were not accepted, if more
 * than one. `to`: to whom it was, if that is not how the notice calls them now: of somebody who was erased and is given
 * again, the pseudonym (R-OPS-4).
 */
export type PastState = {
  state: NoticeState;
  left: Stamp | null;
  times?: number | undefined;
  to?: string | undefined;
};

export type NoticeEntry = Recipient & {
  noticeId: string;
  kind: NoticeKind;
  state: NoticeState;
  /** The execution that added it, if not that of the decision. */
  added?: Stamp | undefined;
  /** Its former states, the earliest first. */
  earlier?: PastState[] | undefined;
};

/** A mail as reports list it. */
export type EmailFacts = Pick<NoticeEntry, 'kind' | 'to' | 'role' | 'locale' | 'noticeId'> & { subject: string };

/** The decision about one stage: by which rule and run, from which facts; and each recipient's notice. */
export type StageRecord = {
  /** Days relative to the AD; null for a notice without a stage. */
  stage: number | null;
  /** The cycle's number, the month of a listing's notice, or the day on which an item began to fail. */
  period: string;
  decidedOn: CivilDate;
  runId: string;
  /** Instant; null: the record is older than this field. */
  at: string | null;
  rule: string;
  reason: string;
  /** The facts that the decision used, for `explain`. */
  inputs: Record<string, unknown>;
  notices: NoticeEntry[];
  /** Ids of the commands by which an operator has sent it again. */
  resentBy?: string[] | undefined;
  /**
   * Of the notices that were sent and have none of their own: in a large ledger it is kept once a language (R-IMP-6).
   */
  subjects?: Partial<Record<Locale, string>> | undefined;
  /** How many notices ended in which state, where a large ledger has no room for the notices themselves (R-IMP-6). */
  folded?: Partial<Record<NoticeState['status'], number>> | undefined;
};

/** By stage (`-30` … `31`), or by kind where a notice has no stage. */
export type Ledger = Record<string, StageRecord>;
