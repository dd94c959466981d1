/** Records of items that fail, and the items that they are about. */
import { ONLY } from '../../domain/core/ids.ts';
import type { Workflow } from '../../domain/core/workflow.ts';
import type { FailedItemId, FailureRecord } from '../../domain/notices/failure-record.ts';
import { isSetAside, keys, partnerPartition } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import type { Key } from '../../store/table.ts';

/** The subject of a membership's record is its id; a partner has only one KPI ledger and one listing. */
export function failedItemId({ pk, sk }: Key, workflow: Workflow): FailedItemId {
  const [, membershipId] = sk.split('#');
  return { partnerId: pk.replace(/^PARTNER#/, ''), workflow, subject: membershipId ?? ONLY };
}

/** The key of the item that a failure record is about. */
export function itemKeyOf({ partnerId, workflow, subject }: FailedItemId): Key {
  if (workflow === 'kpi-refresh') return keys.kpiLedger(partnerId);
  if (workflow === 'directory-submission') return keys.listing(partnerId);
  return keys.membership({ partnerId, membershipId: subject });
}

export const membershipIdOf = ({ subject }: FailedItemId): string | null => (subject === ONLY ? null : subject);

export type FailureStatus = { failureRecord: FailureRecord; isAside: boolean };

/** All failure records of a partner, each with whether its item is set aside now. */
export async function readFailureRecords(store: Store, partnerId: string): Promise<FailureStatus[]> {
  const failureRecords: FailureRecord[] = [];
  for await (const { value } of store.failureRecords.list(partnerPartition(partnerId), 'FAILURE#'))
    failureRecords.push(value);
  const items = await store.table.getAll(failureRecords.map(itemKeyOf));
  const bySk = new Map(items.map((item) => [item.sk, item]));
  return failureRecords.map((failureRecord) => {
    const item = bySk.get(itemKeyOf(failureRecord).sk);
    return { failureRecord, isAside: item !== undefined && isSetAside(failureRecord.workflow, item) };
  });
}
