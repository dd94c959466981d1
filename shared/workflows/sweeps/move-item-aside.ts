/** Takes an item that always fails out of what is due. */
import type { FailureRecord } from '../../domain/notices/failure-record.ts';
import { indexOf, setAsideAttributes } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import type { Item } from '../../store/table.ts';
import { conflictOf } from '../../store/write-conflicts.ts';
import { itemKeyOf } from '../reads/failure-records.ts';

/**
 * Moves the item, in its sparse index, from what is due to what is set aside. Its value and version stay: whoever read
 * it before may still write it, and makes it due again by that. @returns whether it moved; not if somebody else wrote
 * it meanwhile
 */
export async function moveItemAside(failureRecord: FailureRecord, item: Item, { table }: Store): Promise<boolean> {
  const { workflow, setAsideOn } = failureRecord;
  const index = indexOf(workflow);
  const moved = {
    ...item,
    ...itemKeyOf(failureRecord),
    ...setAsideAttributes(workflow, setAsideOn ?? failureRecord.lastOn, failureRecord),
  };
  const condition = { unchanged: ['version', index.partition, index.sort], item };
  return (await conflictOf(() => table.put(moved, condition))) === null;
}
