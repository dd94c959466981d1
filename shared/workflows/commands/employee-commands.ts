/** `associate-employee`, `record-achievement`, `employee-left` (R-COMP-2, R-COMP-3, R-COMP-4). */

import type { AssociateEmployee, EmployeeLeft, RecordAchievement } from '../../domain/commands/command.ts';
import { decideAchievement } from '../../domain/people/achievement.ts';
import { decideAssociation, decideDeparture } from '../../domain/people/association.ts';
import type { EmployeeOutcome } from '../../domain/people/employee-outcome.ts';
import { changeEmployee } from '../changes/change-employee.ts';
import { type CommandCall, type CommandDeps, type CommandResult, done, refused } from './command-call.ts';

export async function associateEmployee(
  { partnerId, employeeId, name, associatedOn }: AssociateEmployee,
  call: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  const { asOf } = call;
  const joining = { employeeId, name: name ?? '', partnerId, from: associatedOn ?? asOf };
  const outcome = await changeEmployee(store, employeeId, call, (known) => decideAssociation(known, joining, asOf));
  return resultOf(outcome, 'R-COMP-2', { employeeId, associatedOn: joining.from });
}

export async function recordAchievement(
  { partnerId, employeeId, certification, completedOn, expiresOn }: RecordAchievement,
  call: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  const { asOf } = call;
  const achievement = { certification, completedOn, expiresOn: expiresOn ?? null };
  const outcome = await changeEmployee(store, employeeId, call, (known) =>
    decideAchievement(known, partnerId, achievement, asOf),
  );
  return resultOf(outcome, 'R-COMP-3', { employeeId, ...achievement });
}

export async function employeeLeft(
  { partnerId, employeeId, leftOn }: EmployeeLeft,
  call: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  const { asOf } = call;
  const on = leftOn ?? asOf;
  const outcome = await changeEmployee(store, employeeId, call, (known) => decideDeparture(known, partnerId, on, asOf));
  return resultOf(outcome, 'R-COMP-4', { employeeId, leftOn: on });
}

function resultOf(outcome: EmployeeOutcome, rule: string, inputs: Record<string, unknown>): CommandResult {
  if (outcome.outcome === 'refused') return refused({ ...outcome.refusal, inputs });
  const severed = outcome.outcome === 'changed' && outcome.severed !== null ? { severed: outcome.severed } : {};
  return done(rule, outcome.reason, { inputs: { ...inputs, ...severed } });
}
