/**
 * An item that fails, run after run: it stays due and is tried again each day; after some days it is set aside, and the operators
 * are told. Set aside, it waits in a place of its own until somebody writes it anew.
 */
import { type CivilDate, daysBetween } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';
import { truncate } from '../core/truncate.ts';
import type { Workflow } from '../core/workflow.ts';
import { claimOperatorAlert } from './claim-notices.ts';
import type { DecisionContext } from './decision-context.ts';
import type { Ledger } from './notice-state.ts';

/** Which item of which partner fails in which workflow. */
export type FailedItemId = {
  partnerId: string;
  workflow: Workflow;
  /** The membership's id, or `-` for the partner's KPI ledger or listing. */
  subject: string;
};

export type FailureRecord = FailedItemId & {
  /** The run's date of its first failure in a row, and of its last. */
  since: CivilDate;
  lastOn: CivilDate;
  /** Of the item when it failed last; null if it has none that can be read. */
  version: number | null;
  /** Of the last failure. */
  reason: string;
  setAsideOn: CivilDate | null;
  /** The run of the last failure. */
  stamp: Stamp | null;
  /** The alerts to the operators, by the `since` of what they tell. */
  notices: Ledger;
};

export type Failure = Pick<FailureRecord, 'version' | 'reason'>;

const MAX_REASON_CHARACTERS = 500;
/** Alerts that are kept of an item that is set aside again and again. */
const ALERTS_KEPT = 12;

/** The record of a failure on a day: one more in a row, or the first of another row. */
export function recordFailure(
  before: FailureRecord | null,
  of: FailedItemId,
  failure: Failure,
  on: CivilDate,
  stamp: Stamp | null = null,
): FailureRecord {
  const { partnerId, workflow, subject } = of;
  const row =
    before !== null && isSameRow(before, failure, on) ? before : { since: on, lastOn: on, setAsideOn: null, stamp };
  return {
    partnerId,
    workflow,
    subject,
    since: row.since,
    lastOn: row.lastOn > on ? row.lastOn : on,
    version: failure.version,
    reason: truncate(failure.reason, MAX_REASON_CHARACTERS),
    setAsideOn: row.setAsideOn,
    stamp: row.lastOn > on ? row.stamp : stamp,
    notices: before?.notices ?? {},
  };
}

/**
 * Success leaves no mark here, so that a day costs nothing for what is well; but it leaves one on the item, which it writes. An item
 * with the version that failed before has not been done since, however many days nothing ran. A failure that writes (a claim, and
 * then no answer can be recorded) changes the version, but comes day after day. What was set aside and is written anew begins anew.
 */
function isSameRow(before: FailureRecord, { version }: Failure, on: CivilDate): boolean {
  if (before.version === version) return true;
  return before.setAsideOn === null && daysBetween(before.lastOn, on) <= 1;
}

/** Whether an item has failed for long enough: on the day `days` after its first failure, and later. */
export const hasFailedTooLong = ({ since }: FailureRecord, on: CivilDate, days: number): boolean =>
  daysBetween(since, on) >= days;

/** The failure record with its item set aside, and the operators' alert claimed. */
export function setAside(failureRecord: FailureRecord, context: DecisionContext): FailureRecord {
  const { partnerId, workflow, subject, since, reason } = failureRecord;
  const of = { partnerId, subject, period: since, key: workflow, stage: null, kind: 'operator-alert' as const };
  const said = `failed since ${since}: set aside, and the operators are told`;
  const alert = claimOperatorAlert({ ...of, rule: 'none', reason: said, inputs: { workflow, since, reason } }, context);
  const notices = Object.entries({ ...failureRecord.notices, [since]: alert }).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...failureRecord, setAsideOn: context.asOf, notices: Object.fromEntries(notices.slice(-ALERTS_KEPT)) };
}
