/**
 * Associates the employees of a partner with the one that stays, from the same dates: their skills count without a
 * break (R-MRG-1, R-COMP-2).
 */

import type { OngoingMerge } from '../../domain/partners/partner.ts';
import type { Employee } from '../../domain/people/employee.ts';
import { partnerPartition } from '../../store/keys.ts';
import { mapConcurrently } from '../../store/map-concurrently.ts';
import type { Store } from '../../store/store.ts';
import type { Item, Page } from '../../store/table.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { linkEmployee } from '../changes/change-employee.ts';
import type { MergeCall, MergeDeps, Progress, StepResult } from './merge-call.ts';

const PAGE_SIZE = 100;

export async function movePeople(
  merging: OngoingMerge,
  cursor: Progress['cursor'],
  call: MergeCall,
  { store }: MergeDeps,
): Promise<StepResult> {
  const range = { partition: partnerPartition(merging.from), prefix: 'EMPLOYEE#', limit: PAGE_SIZE };
  let from = cursor;
  let people = 0;
  do {
    const page: Page = await store.table.query({ ...range, cursor: from });
    await mapConcurrently(page.items, (item) => moveEmployee(item, merging, store));
    people += page.items.length;
    from = page.cursor;
  } while (from !== null && !call.isLate());
  return { next: from === null ? 'belongings' : 'people', cursor: from, moved: { employees: people } };
}

/** Writes the link first, then the employee: a reader of the partner that stays misses nobody. */
async function moveEmployee(item: Item, merging: OngoingMerge, store: Store): Promise<void> {
  const { employeeId } = store.associatedEmployees.parse(item).value;
  await linkEmployee(store, merging.into, employeeId);
  await retryOnConflict(async () => {
    const stored = await store.employees.get({ employeeId });
    if (stored === null || !belongsTo(stored.value, merging.from)) return;
    await store.employees.replace(stored, withPartner(stored.value, merging));
  });
}

const belongsTo = ({ associations }: Employee, partnerId: string): boolean =>
  associations.some((association) => association.partnerId === partnerId);

const withPartner = (employee: Employee, { into, from }: OngoingMerge): Employee => ({
  ...employee,
  associations: employee.associations.map((association) =>
    association.partnerId === from ? { ...association, partnerId: into } : association,
  ),
});
