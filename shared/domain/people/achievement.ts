/** Achievements of employees (R-COMP-2, R-COMP-3, R-COMP-4). */
import type { CivilDate } from '../core/calendar.ts';
import { type Achievement, associationOn, type Employee } from './employee.ts';
import { changedEmployee, type EmployeeOutcome, unchangedEmployee } from './employee-outcome.ts';

/** Achievements kept of one employee; more are taken for a mistake. */
export const MAX_ACHIEVEMENTS = 500;

/**
 * Records an achievement; recorded again, the same one gets a new expiry date. It belongs to the employee and counts
 * for whatever partner the employee is associated with (R-COMP-2).
 *
 * @param partnerId the partner that records it: the employee must be associated with it
 */
export function decideAchievement(
  employee: Employee | null,
  partnerId: string,
  achievement: Achievement,
  asOf: CivilDate,
): EmployeeOutcome {
  if (employee === null || associationOn(employee, asOf)?.partnerId !== partnerId) {
    const reason = `nobody of that id is associated with ${partnerId} now`;
    return { outcome: 'refused', refusal: { rule: 'R-COMP-2', reason, inputs: { ...achievement } } };
  }
  return withAchievement(employee, achievement, asOf);
}

/**
 * The employee with the achievement, whatever partner the employee is associated with.
 *
 * @param asOf the day on which it is recorded: nothing is completed later; null: any day is accepted
 */
export function withAchievement(employee: Employee, achievement: Achievement, asOf: CivilDate | null): EmployeeOutcome {
  const { certification, completedOn, expiresOn } = achievement;
  const refuse = (rule: string, reason: string): EmployeeOutcome => ({
    outcome: 'refused',
    refusal: { rule, reason, inputs: { employeeId: employee.employeeId, ...achievement } },
  });
  if (asOf !== null && completedOn > asOf)
    return refuse('R-COMP-3', `${completedOn} lies after ${asOf}, the day it is recorded`);
  if (expiresOn !== null && expiresOn <= completedOn)
    return refuse('R-COMP-4', `it expires on ${expiresOn}, not after ${completedOn}, the day of its completion`);
  const isIt = (other: Achievement): boolean =>
    other.certification === certification && other.completedOn === completedOn;
  const before = employee.achievements.find(isIt);
  const reason = `${employee.employeeId} completed ${certification} on ${completedOn}${expiresOn === null ? '' : `; it expires on ${expiresOn}`}`;
  if (before?.expiresOn === expiresOn) return unchangedEmployee(reason);
  if (before === undefined && employee.achievements.length >= MAX_ACHIEVEMENTS)
    return refuse('R-COMP-3', `${employee.employeeId} has ${MAX_ACHIEVEMENTS} achievements: no more are taken`);
  return changedEmployee(
    { ...employee, achievements: [...employee.achievements.filter((other) => !isIt(other)), achievement] },
    reason,
  );
}
