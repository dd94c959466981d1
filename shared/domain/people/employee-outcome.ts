import type { Refusal } from '../core/decision.ts';
import type { Employee } from './employee.ts';

/** `severed`: the partner whose association ended by it. */
export type EmployeeOutcome =
  | { outcome: 'changed'; employee: Employee; reason: string; severed: string | null }
  | { outcome: 'same'; reason: string }
  | { outcome: 'refused'; refusal: Refusal };

export const unchangedEmployee = (reason: string): EmployeeOutcome => ({ outcome: 'same', reason });

export const changedEmployee = (employee: Employee, reason: string): EmployeeOutcome => ({
  outcome: 'changed',
  employee,
  reason,
  severed: null,
});
