/**
 * The failure record of an item (a membership, a KPI ledger, a listing) that fails run after run. The item stays due
 * and is tried again each day; after some days it is set aside and the operators are told. It is tried again after the
 * next write of the item.
 */
import { type CivilDate, daysBetween } from '../core/calendar.ts';
import type { Stamp } from '../core/stamp.ts';
import { compareTexts, truncate } from '../core/text.ts';
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
  /** The run's dates of the first and the last failure of the series. */
  since: CivilDate;
  lastOn: CivilDate;
  /** The item's version at the last failure; null if it cannot be read. */
  version: number | null;
  /** The error of the last failure. */
  reason: string;
  setAsideOn: CivilDate | null;
  /** The run of the last failure. */
  stamp: Stamp | null;
  /** The alerts to the operators, by the first day of the series that they report. */
  notices: Ledger;
};

export type Failure = Pick<FailureRecord, 'version' | 'reason'>;

const MAX_REASON_CHARACTERS = 500;
/** Alerts kept of an item that is set aside repeatedly. */
const ALERTS_KEPT = 12;

/** The failure record after a failure on a day: one more failure of the series, or the first of a new one. */
export function recordFailure(
  before: FailureRecord | null,
  item: FailedItemId,
  failure: Failure,
  on: CivilDate,
  stamp: Stamp | null = null,
): FailureRecord {
  const { partnerId, workflow, subject } = item;
  const series =
    before !== null && isSameSeries(before, failure, on) ? before : { since: on, lastOn: on, setAsideOn: null, stamp };
  return {
    partnerId,
    workflow,
    subject,
    since: series.since,
    lastOn: series.lastOn > on ? series.lastOn : on,
    version: failure.version,
    reason: truncate(failure.reason, MAX_REASON_CHARACTERS),
    setAsideOn: series.setAsideOn,
    stamp: series.lastOn > on ? series.stamp : stamp,
    notices: before?.notices ?? {},
  };
}

/**
 * Whether a failure continues the series before it. Success is not recorded here (a write a day for every item would
 * cost too much), but it changes the item's version: the same version means that the item has not succeeded since. A
 * failure that has written the item (a claim whose answer could not be recorded) changes the version too, but comes on
 * consecutive days. An item that was set aside and has been written since begins a new series.
 */
function isSameSeries(before: FailureRecord, { version }: Failure, on: CivilDate): boolean {
  if (before.version === version) return true;
  return before.setAsideOn === null && daysBetween(before.lastOn, on) <= 1;
}

/** Whether an item has failed for long enough: on the day `days` after its first failure, and later. */
export const hasFailedTooLong = ({ since }: FailureRecord, on: CivilDate, days: number): boolean =>
  daysBetween(since, on) >= days;

/** The failure record with its item set aside, and the operators' alert claimed. */
export function setAside(failureRecord: FailureRecord, context: DecisionContext): FailureRecord {
  const { partnerId, workflow, subject, since, reason } = failureRecord;
  const draft = {
    partnerId,
    subject,
    period: since,
    key: workflow,
    stage: null,
    kind: 'operator-alert' as const,
    rule: 'none',
    reason: `failed since ${since}: set aside, and the operators are told`,
    inputs: { workflow, since, reason },
  };
  const alert = claimOperatorAlert(draft, context);
  const notices = Object.entries({ ...failureRecord.notices, [since]: alert }).sort(([a], [b]) => compareTexts(a, b));
  return { ...failureRecord, setAsideOn: context.asOf, notices: Object.fromEntries(notices.slice(-ALERTS_KEPT)) };
}
