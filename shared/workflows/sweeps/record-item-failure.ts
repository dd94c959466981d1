/**
 * What is done about an item that failed in a run: its failure is recorded, and after some days it is set aside.
 *
 *   failure ─► write (since when; at last: set aside, alert claimed) ─► send ─► write (answer) ─► the item leaves what
 *   is due
 *
 * The item leaves last. Stopped anywhere before that, it is due again and fails again, and the next run goes on from
 * the record.
 */

import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { CivilDate } from '../../domain/core/calendar.ts';
import {
  type FailedItemId,
  type FailureRecord,
  hasFailedTooLong,
  recordFailure,
  setAside,
} from '../../domain/notices/failure-record.ts';
import { hasOpenNotices, newClaims } from '../../domain/notices/ledger.ts';
import type { StageRecord } from '../../domain/notices/notice-state.ts';
import { countUncertain, countUnsettled, resumeNotices } from '../../domain/notices/settling.ts';
import type { NoticeContent } from '../../mail/compose/notice-content.ts';
import { type Claim, type Delivery, deliver } from '../../mail/deliver.ts';
import type { Stored } from '../../store/collection.ts';
import { isSetAside, keys } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import type { Item, Key } from '../../store/table.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import type { DecisionLine } from '../../sweep/report.ts';
import type { FailedItem, FailureOutcome, PageCall } from '../../sweep/sweep.ts';
import { deliveryLine, givenUpLines, uncertainLines, withDeliveries } from '../deliveries/delivery-report.ts';
import type { MailingDeps } from '../deliveries/mailing-deps.ts';
import { failedItemId, membershipIdOf } from '../reads/failure-records.ts';
import { moveItemAside } from './move-item-aside.ts';

type SetAsideDeps = MailingDeps & { config: Pick<ProgramConfig, 'setAsideAfterDays'> };

/** What is stored before anything is written: the failure record, and the item, even if it cannot be parsed. */
type FailedItemState = { stored: Stored<FailureRecord> | null; item: Item | null; partnerName: string };

/** @throws what the store throws */
export async function recordItemFailure(
  failed: FailedItem,
  call: PageCall,
  deps: SetAsideDeps,
): Promise<FailureOutcome> {
  const id = failedItemId(failed.key, call.run.workflow);
  const written = await retryOnConflict(() => writeFailure(id, failed, call, deps));
  if (written === null) return { unsettled: 0, uncertain: 0, setAside: 0, lines: [] };
  const { before, saved, state } = written;
  const deliveries = await sendAlert(before, saved.value, state, call, deps);
  const end = await recordAnswers(saved, deliveries, deps.store);
  const isAside = end.setAsideOn !== null && !hasOpenNotices(end.notices);
  const hasMoved = isAside && state.item !== null && (await moveItemAside(end, state.item, deps.store));
  return {
    unsettled: countUnsettled(end.notices),
    uncertain: Math.max(0, countUncertain(end.notices) - countUncertain(before)),
    setAside: hasMoved ? 1 : 0,
    lines: [
      ...givenUpLines(subjectOf(end), before, end.notices),
      ...deliveries.map((delivery) => deliveryLine(subjectOf(end), delivery)),
      ...uncertainLines(subjectOf(end), before, end.notices),
      ...(hasMoved ? [setAsideLine(end)] : []),
    ],
  };
}

const subjectOf = (failureRecord: FailedItemId) => ({
  partnerId: failureRecord.partnerId,
  membershipId: membershipIdOf(failureRecord),
  cycle: null,
});

/** Null: the item is gone, or is set aside already. @throws WriteConflict if another run was first */
async function writeFailure(
  id: FailedItemId,
  { key, reason, mayBeSetAside }: FailedItem,
  call: PageCall,
  deps: SetAsideDeps,
) {
  const state = await readFailedItem(id, key, deps.store);
  const { stored, item } = state;
  if (item === null || isSetAside(id.workflow, item)) return null;
  const { asOf, runId, startedAt } = call.run;
  const before = stored?.value.notices ?? {};
  const version = typeof item.version === 'number' ? item.version : null;
  const failure = recordFailure(stored?.value ?? null, id, { version, reason }, asOf, { at: startedAt, runId });
  const isDue =
    failure.setAsideOn === null && mayBeSetAside && hasFailedTooLong(failure, asOf, deps.config.setAsideAfterDays);
  const context = { asOf, runId, now: call.settling.now, startedAt, operators: deps.operators };
  const next = isDue ? setAside(failure, context) : failure;
  const failureRecord = { ...next, notices: resumeNotices(next.notices, () => true, call.settling) };
  const isSame = stored !== null && JSON.stringify(failureRecord) === JSON.stringify(stored.value);
  return { before, state, saved: isSame ? stored : await deps.store.failureRecords.write(stored, failureRecord) };
}

/** In one batch of reads. The partner itself may be the item that cannot be read: its name is read if there is one. */
async function readFailedItem(id: FailedItemId, key: Key, store: Store): Promise<FailedItemState> {
  const itemKeys = [store.failureRecords.key(id), key, keys.partner(id.partnerId)];
  const items = await store.table.getAll(itemKeys);
  const [failureRecord, item, partner] = itemKeys.map(({ sk }) => items.find((each) => each.sk === sk) ?? null);
  const name = (partner?.value as { name?: unknown } | undefined)?.name;
  return {
    stored: failureRecord ? store.failureRecords.parse(failureRecord) : null,
    item: item ?? null,
    partnerName: typeof name === 'string' ? name : '',
  };
}

function sendAlert(
  before: FailureRecord['notices'],
  failureRecord: FailureRecord,
  { partnerName }: FailedItemState,
  call: PageCall,
  deps: SetAsideDeps,
) {
  const { asOf } = call.run;
  const contentOf = ({ record }: Claim) => alertContent(failureRecord, record, partnerName, asOf);
  return deliver(newClaims(before, failureRecord.notices), contentOf, asOf, deps.post);
}

/** Says what was decided when the item was set aside: a repeated mail says the same. */
function alertContent(
  failureRecord: FailureRecord,
  { inputs }: StageRecord,
  partnerName: string,
  asOf: CivilDate,
): NoticeContent {
  const { partnerId, workflow } = failureRecord;
  const { since, reason } = inputs as Pick<FailureRecord, 'since' | 'reason'>;
  const about = { partnerId, partnerName, membershipId: membershipIdOf(failureRecord) };
  return { kind: 'operator-alert', asOf, ...about, alert: { code: 'set-aside', workflow, since, reason } };
}

/** Writes the answers into the record as it is by then: a mail event may have written it meanwhile. */
async function recordAnswers(
  saved: Stored<FailureRecord>,
  deliveries: Delivery[],
  store: Store,
): Promise<FailureRecord> {
  if (deliveries.length === 0) return saved.value;
  return retryOnConflict(async (tries) => {
    const [current = saved] = tries === 1 ? [saved] : await store.failureRecords.getAll([saved.value]);
    const notices = withDeliveries(current.value.notices, deliveries);
    return (await store.failureRecords.replace(current, { ...current.value, notices })).value;
  });
}

function setAsideLine(failureRecord: FailureRecord): DecisionLine {
  const { workflow, since, reason } = failureRecord;
  const why = `failed since ${since}, and is not tried again until it is taken up: ${reason}`;
  return {
    what: 'set-aside',
    ...subjectOf(failureRecord),
    stage: null,
    rule: 'none',
    reason: why,
    inputs: { workflow, since },
  };
}
