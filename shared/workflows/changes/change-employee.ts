/**
 * Changes what is known of an employee, and lets the memberships look at it whose renewal may depend on it.
 *
 *   ledgers dirty, memberships due ─► team member ─► employee (decisive, conditional) ─► ledgers dirty, memberships due
 *
 * Killed anywhere, it is repeated: what is written is then found, and announced again.
 */

import type { CivilDate } from '../../domain/core/calendar.ts';
import { stampOf } from '../../domain/core/stamp.ts';
import { type Employee, stampAssociations } from '../../domain/people/employee.ts';
import type { EmployeeOutcome } from '../../domain/people/employee-outcome.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { makeSkillsRecountDue } from '../due/make-skills-due.ts';
import { writeAndMakeDue } from '../due/write-and-make-due.ts';

/**
 * @param decide what becomes of the employee as it is stored
 * @returns what was decided about what was there in the end
 */
export async function changeEmployee(
  store: Store,
  employeeId: string,
  { asOf, ...run }: { asOf: CivilDate } & Parameters<typeof stampOf>[0],
  decide: (known: Employee | null) => EmployeeOutcome,
): Promise<EmployeeOutcome> {
  return retryOnConflict(async () => {
    const stored = await store.employees.get({ employeeId });
    const outcome = decide(stored?.value ?? null);
    if (outcome.outcome === 'refused') return outcome;
    // An attempt before this one may have been stopped right after the write.
    const employee = outcome.outcome === 'changed' ? outcome.employee : stored?.value;
    const partnerIds = [...new Set(employee?.associations.slice(-2).map(({ partnerId }) => partnerId))];
    const makeDue = async (): Promise<void> => {
      for (const partnerId of partnerIds) await makeSkillsRecountDue(store, partnerId, asOf);
    };
    if (outcome.outcome === 'same') {
      await makeDue();
      return outcome;
    }
    await writeAndMakeDue(makeDue, async () => {
      for (const partnerId of partnerIds) await linkEmployee(store, partnerId, employeeId);
      await store.employees.write(stored, stampAssociations(stored?.value ?? null, outcome.employee, stampOf(run)));
    });
    return outcome;
  });
}

/** That somebody belongs to a partner, or did. Once is enough: whether it is so now, the employee's own item says. */
export async function linkEmployee(store: Store, partnerId: string, employeeId: string): Promise<void> {
  await store.associatedEmployees.createIfAbsent({ partnerId, employeeId });
}
