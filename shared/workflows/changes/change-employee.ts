/**
 * Changes an employee, and makes the memberships due whose renewal may depend on it.
 *
 *   ledgers dirty, memberships due ─► link to the partner ─► employee (conditional) ─► ledgers dirty, memberships due
 *
 * Stopped anywhere, it can be repeated: it finds the employee as written, and makes the memberships due again.
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
 * @param decide what becomes of the stored employee; called again after a write conflict
 * @returns the last decision
 */
export async function changeEmployee(
  store: Store,
  employeeId: string,
  { asOf, ...run }: { asOf: CivilDate } & Parameters<typeof stampOf>[0],
  decide: (known: Employee | null) => EmployeeOutcome,
): Promise<EmployeeOutcome> {
  const recording = { ...stampOf(run), workflow: 'partner-command' } as const;
  return retryOnConflict(async () => {
    const stored = await store.employees.get({ employeeId });
    const outcome = decide(stored?.value ?? null);
    if (outcome.outcome === 'refused') return outcome;
    // An earlier attempt may have been stopped right after the write.
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
      await store.employees.write(stored, stampAssociations(stored?.value ?? null, outcome.employee, recording));
    });
    return outcome;
  });
}

/** Records that somebody belongs or belonged to a partner; since when and until when is in the employee's own item. */
export async function linkEmployee(store: Store, partnerId: string, employeeId: string): Promise<void> {
  await store.associatedEmployees.createIfAbsent({ partnerId, employeeId });
}
