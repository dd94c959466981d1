/** A partner's skills ledger as it is read, and as changes leave it. */
import type { Employee } from '../domain/employee.ts';
import { emptySkills, peopleOf, type SkillsLedger } from '../domain/skills.ts';
import { partnerPartition } from '../store/keys.ts';
import type { Store } from '../store/store.ts';
import type { Item } from '../store/table.ts';

/** The ledger of an item that was read, or of none; what is dirty is counted anew. @throws CorruptItem */
export async function currentSkills(store: Store, partnerId: string, item: Item | undefined): Promise<SkillsLedger> {
  const ledger = item === undefined ? emptySkills(partnerId) : store.skills.parse(item).value;
  return ledger.dirty ? counted(store, ledger) : ledger;
}

/** The ledger with its people counted anew. */
export async function counted(store: Store, ledger: SkillsLedger): Promise<SkillsLedger> {
  const { partnerId } = ledger;
  return { ...ledger, people: peopleOf(partnerId, await employeesOf(store, partnerId)), dirty: false };
}

/** Everybody who belongs or belonged to a partner. @throws CorruptItem */
export async function employeesOf(store: Store, partnerId: string): Promise<Employee[]> {
  const ids: { employeeId: string }[] = [];
  for await (const { value } of store.teamMembers.list(partnerPartition(partnerId), 'EMPLOYEE#')) ids.push(value);
  return (await store.employees.getAll(ids)).map(({ value }) => value);
}
