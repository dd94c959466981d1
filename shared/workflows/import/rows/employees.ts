/** Imports rows of `employees.csv` and `achievements.csv` (R-COMP-2, R-COMP-3, R-COMP-4). */

import type { Change } from '../../../domain/core/history.ts';
import { stampOf } from '../../../domain/core/stamp.ts';
import { withAchievement } from '../../../domain/people/achievement.ts';
import { type Achievement, type Employee, stampAssociations } from '../../../domain/people/employee.ts';
import type { EmployeeOutcome } from '../../../domain/people/employee-outcome.ts';
import {
  decideEmployeeRow,
  hasBelongedTo,
  refusedRowProblem,
  unknownEmployeeProblem,
} from '../../../import/checks/employee-checks.ts';
import { mapConcurrently } from '../../../store/map-concurrently.ts';
import { retryOnConflict } from '../../../store/write-conflicts.ts';
import { linkEmployee } from '../../changes/change-employee.ts';
import { makeSkillsRecountDue } from '../../due/make-skills-due.ts';
import { writeAndMakeDue } from '../../due/write-and-make-due.ts';
import { type ImportCall, type NumberedRow, type RowOutcome, rejectRow } from './row-outcome.ts';

type EmployeeRow = { partnerId: string; employeeId: string };
type Row<R extends EmployeeRow> = { line: number; row: R };
type Problem = ReturnType<typeof unknownEmployeeProblem>;

/** What a row makes of an employee, or what is wrong with it. */
type Rule<R extends EmployeeRow> = (known: Employee | null, row: R) => EmployeeOutcome | { problem: Problem };

/** Somebody's second association ends the first (R-COMP-2). */
export function importEmployees(rows: readonly NumberedRow<'employees'>[], call: ImportCall): Promise<RowOutcome[]> {
  return importByEmployee(rows, call, 'associatedOn', decideEmployeeRow);
}

/** Achievements of an employee who belongs or belonged to the partner: only that partner can report them. */
export function importAchievements(
  rows: readonly NumberedRow<'achievements'>[],
  call: ImportCall,
): Promise<RowOutcome[]> {
  return importByEmployee(rows, call, 'certification', (known, row) => {
    if (known === null || !hasBelongedTo(known, row.partnerId)) return { problem: unknownEmployeeProblem(row) };
    const { certification, completedOn, expiresOn } = row;
    // An empty cell says nothing (R-IMP-1).
    const isIt = (other: Achievement): boolean =>
      other.certification === certification && other.completedOn === completedOn;
    const kept = expiresOn ?? known.achievements.find(isIt)?.expiresOn ?? null;
    return withAchievement(known, { certification, completedOn, expiresOn: kept }, null);
  });
}

/** Makes the skills of the partners concerned due for a recount, if any of the rows changes something. */
async function importByEmployee<R extends EmployeeRow>(
  rows: readonly Row<R>[],
  call: ImportCall,
  field: keyof R & string,
  rule: Rule<R>,
): Promise<RowOutcome[]> {
  const { store, asOf } = call;
  const byEmployee = [...Map.groupBy(rows, ({ row }) => row.employeeId)];
  const stored = await store.employees.getAll(byEmployee.map(([employeeId]) => ({ employeeId })));
  const employeeById = new Map(stored.map(({ value }) => [value.employeeId, value]));
  const applyOwnRows = (employee: Employee | null, ownRows: readonly Row<R>[]) =>
    applyRows(employee, ownRows, call, field, rule);
  const expectedResults = byEmployee.map(([employeeId, ownRows]) =>
    applyOwnRows(employeeById.get(employeeId) ?? null, ownRows),
  );
  if (expectedResults.every(({ employee }) => employee === null))
    return expectedResults.flatMap(({ outcomes }) => outcomes);
  const partnersLeft = [...employeeById.values()].flatMap(({ associations }) => associations.at(-1)?.partnerId ?? []);
  const partnerIds = [...new Set([...rows.map(({ row }) => row.partnerId), ...partnersLeft])];
  const importedLines = new Set(
    expectedResults.flatMap(({ outcomes }) => outcomes.filter(isImported).map(({ line }) => line)),
  );
  const importedRows = Map.groupBy(
    rows.filter(({ line }) => importedLines.has(line)),
    ({ row }) => row.partnerId,
  );
  const makeDue = () =>
    mapConcurrently(partnerIds, (partnerId) =>
      makeSkillsRecountDue(store, partnerId, asOf, changeOf(importedRows.get(partnerId), call)),
    );
  const outcomes = await writeAndMakeDue(makeDue, () =>
    mapConcurrently(byEmployee, ([employeeId, ownRows]) => writeEmployee(employeeId, ownRows, call, applyOwnRows)),
  );
  return outcomes.flat();
}

const isImported = (outcome: RowOutcome): boolean => 'result' in outcome && outcome.result === 'loaded';

/** The history entry for the rows of a partner; null: there are none. */
function changeOf(rows: readonly Row<EmployeeRow>[] | undefined, call: ImportCall): Change | null {
  if (rows === undefined) return null;
  const employees = [...new Set(rows.map(({ row }) => row.employeeId))];
  return {
    on: call.asOf,
    stamp: stampOf(call),
    what: 'skills-loaded',
    rule: 'R-COMP-3',
    reason: `${rows.length} rows of ${call.file} say something new`,
    inputs: { file: call.file, employees },
  };
}

type RowsResult = { employee: Employee | null; outcomes: RowOutcome[] };

/** One write for all rows of an employee. */
async function writeEmployee<R extends EmployeeRow>(
  employeeId: string,
  rows: readonly Row<R>[],
  call: ImportCall,
  applyOwnRows: (employee: Employee | null, ownRows: readonly Row<R>[]) => RowsResult,
): Promise<RowOutcome[]> {
  const { store } = call;
  return retryOnConflict(async () => {
    const stored = await store.employees.get({ employeeId });
    const { employee, outcomes } = applyOwnRows(stored?.value ?? null, rows);
    if (employee === null) return outcomes;
    const partnerIds = new Set(employee.associations.map(({ partnerId }) => partnerId));
    for (const partnerId of partnerIds) await linkEmployee(store, partnerId, employeeId);
    await store.employees.write(
      stored,
      stampAssociations(stored?.value ?? null, employee, { ...stampOf(call), workflow: 'import' }),
    );
    return outcomes;
  });
}

/** Applies the rows in their order. `employee`: null if none of them changes anything. */
function applyRows<R extends EmployeeRow>(
  employee: Employee | null,
  rows: readonly Row<R>[],
  call: ImportCall,
  field: keyof R & string,
  rule: Rule<R>,
): RowsResult {
  let current = employee;
  const outcomes = rows.map(({ line, row }): RowOutcome => {
    const outcome = rule(current, row);
    if ('problem' in outcome) return rejectRow(call, line, outcome.problem);
    if (outcome.outcome === 'refused')
      return rejectRow(call, line, refusedRowProblem(outcome, field, String(row[field])));
    if (outcome.outcome === 'same') return { line, result: 'unchanged' };
    current = outcome.employee;
    return { line, result: 'loaded' };
  });
  return { employee: current === employee ? null : current, outcomes };
}
