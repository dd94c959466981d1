/**
 * What is done about an item that failed in a run: it is written down, and after some days set aside.
 *
 *   failure ─► write (since when; at last: set aside, alert claimed) ─► send ─► write (answer) ─► the item leaves what is due
 *
 * The item leaves last. Killed anywhere before that, it is due again, fails again, and the next run goes on from what is written.
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
import { indexOf, isSetAside, keys, setAsideAttributes } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import type { Item, Key } from '../../store/table.ts';
import { conflictOf, retryOnConflict } from '../../store/write-conflicts.ts';
import type { FailedItem, FailureOutcome, PageCall } from '../../sweep/page.ts';
import type { DecisionLine } from '../../sweep/report.ts';
import { deliveryLine, givenUpLines, uncertainLines, withDeliveries } from '../deliveries/delivery-report.ts';
import type { MailingDeps } from '../deliveries/mailing-deps.ts';
import { failedItemId, itemKeyOf, membershipIdOf } from '../reads/failure-records.ts';

type SetAsideDeps = MailingDeps & { config: Pick<ProgramConfig, 'setAsideAfterDays'> };

/** What there is before anything is written: the record of failures before, and what is stored, whatever it looks like. */
type FailedItemState = { stored: Stored<FailureRecord> | null; item: Item | null; partnerName: string };

/** @throws what the store throws */
export async function recordItemFailure(
  failed: FailedItem,
  call: PageCall,
  deps: SetAsideDeps,
): Promise<FailureOutcome> {
  const of = failedItemId(failed.key, call.run.workflow);
  const written = await retryOnConflict(() => writeFailure(of, failed, call, deps));
  if (written === null) return { unsettled: 0, uncertain: 0, setAside: 0, lines: [] };
  const { before, saved, found } = written;
  const deliveries = await sendAlert(before, saved.value, found, call, deps);
  const end = await recordAnswers(saved, deliveries, deps.store);
  const isAside = end.setAsideOn !== null && !hasOpenNotices(end.notices);
  const setAsideNow = isAside && found.item !== null && (await moveItemAside(end, found.item, deps.store));
  return {
    unsettled: countUnsettled(end.notices),
    uncertain: Math.max(0, countUncertain(end.notices) - countUncertain(before)),
    setAside: setAsideNow ? 1 : 0,
    lines: [
      ...givenUpLines(subjectOf(end), before, end.notices),
      ...deliveries.map((delivery) => deliveryLine(subjectOf(end), delivery)),
      ...uncertainLines(subjectOf(end), before, end.notices),
      ...(setAsideNow ? [setAsideLine(end)] : []),
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
  of: FailedItemId,
  { key, reason, mayBeSetAside }: FailedItem,
  call: PageCall,
  deps: SetAsideDeps,
) {
  const found = await readFailedItem(of, key, deps.store);
  const { stored, item } = found;
  if (item === null || isSetAside(of.workflow, item)) return null;
  const { asOf, runId, startedAt } = call.run;
  const before = stored?.value.notices ?? {};
  const version = typeof item.version === 'number' ? item.version : null;
  const failure = recordFailure(stored?.value ?? null, of, { version, reason }, asOf, { at: startedAt, runId });
  const isDue =
    failure.setAsideOn === null && mayBeSetAside && hasFailedTooLong(failure, asOf, deps.config.setAsideAfterDays);
  const context = { asOf, runId, now: call.settling.now, startedAt, operators: deps.operators };
  const next = isDue ? setAside(failure, context) : failure;
  const failureRecord = { ...next, notices: resumeNotices(next.notices, () => true, call.settling) };
  const isSame = stored !== null && JSON.stringify(failureRecord) === JSON.stringify(stored.value);
  return { before, found, saved: isSame ? stored : await deps.store.failureRecords.write(stored, failureRecord) };
}

/** In one batch of reads. The partner may be what is broken: its name is taken if there is one. */
async function readFailedItem(of: FailedItemId, key: Key, store: Store): Promise<FailedItemState> {
  const wanted = [store.failureRecords.key(of), key, keys.partner(of.partnerId)];
  const items = await store.table.getAll(wanted);
  const [failureRecord, item, partner] = wanted.map(({ sk }) => items.find((each) => each.sk === sk) ?? null);
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
  found: FailedItemState,
  call: PageCall,
  deps: SetAsideDeps,
) {
  const { asOf } = call.run;
  const contentOf = ({ record }: Claim) => alertContent(failureRecord, record, found.partnerName, asOf);
  return deliver(newClaims(before, failureRecord.notices), contentOf, asOf, deps.post);
}

/** What was decided when it was set aside: a mail that is repeated says the same. */
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

/** Whatever a mail event wrote meanwhile. */
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

/**
 * Moves the item from what is due to what is set aside. What it says stays as it is, and so does its version: whoever read it
 * before may still write it, and takes it up again by that. @returns whether it moved; not if somebody else wrote it meanwhile
 */
async function moveItemAside(failureRecord: FailureRecord, item: Item, { table }: Store): Promise<boolean> {
  const { workflow, setAsideOn } = failureRecord;
  const index = indexOf(workflow);
  const moved = {
    ...item,
    ...itemKeyOf(failureRecord),
    ...setAsideAttributes(workflow, setAsideOn ?? failureRecord.lastOn, failureRecord),
  };
  const condition = { unchanged: ['version', index.partition, index.sort], of: item };
  return (await conflictOf(() => table.put(moved, condition))) === null;
}

function setAsideLine(failureRecord: FailureRecord): DecisionLine {
  const { workflow, since, reason } = failureRecord;
  const said = `failed since ${since}, and is not tried again until it is taken up: ${reason}`;
  return {
    what: 'set-aside',
    ...subjectOf(failureRecord),
    stage: null,
    rule: 'none',
    reason: said,
    inputs: { workflow, since },
  };
}
