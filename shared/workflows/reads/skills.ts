/** A partner's skills ledger: its employees counted by skill, and its figures. */
import type { Employee } from '../../domain/people/employee.ts';
import { countPeople, emptySkills, type SkillsLedger } from '../../domain/people/skills.ts';
import type { Stored } from '../../store/collection.ts';
import { partnerPartition } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import type { Item } from '../../store/table.ts';

/**
 * The ledger of an item that was read; of undefined, an empty one. A dirty ledger is counted again: `counted` has the
 * version that was read before the employees were, and is stored by `storeCountedSkills`.
 *
 * @throws CorruptItem
 */
export async function readSkills(
  store: Store,
  partnerId: string,
  item: Item | undefined,
): Promise<{ skills: SkillsLedger; counted: Stored<SkillsLedger> | null }> {
  if (item === undefined) return { skills: emptySkills(partnerId), counted: null };
  const { value, version } = store.skills.parse(item);
  if (!value.dirty) return { skills: value, counted: null };
  const skills = { ...value, people: countPeople(partnerId, await readEmployees(store, partnerId)), dirty: false };
  return { skills, counted: { value: skills, version } };
}

/** All employees who belong or belonged to a partner. @throws CorruptItem */
export async function readEmployees(store: Store, partnerId: string): Promise<Employee[]> {
  const ids: { employeeId: string }[] = [];
  for await (const { value } of store.associatedEmployees.list(partnerPartition(partnerId), 'EMPLOYEE#'))
    ids.push(value);
  return (await store.employees.getAll(ids)).map(({ value }) => value);
}
