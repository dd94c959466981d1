/** Checks of the rows about employees and figures, in memory: the rules by which the import accepts them. */

import { formatValue, type Place, type Problem } from '../../domain/core/problem.ts';
import { withAchievement } from '../../domain/people/achievement.ts';
import { decideImportedAssociation } from '../../domain/people/association.ts';
import type { Employee } from '../../domain/people/employee.ts';
import type { EmployeeOutcome } from '../../domain/people/employee-outcome.ts';
import { columnOf, type RowOf } from '../files.ts';
import { inOrder } from '../row-order.ts';

type LinePlace = Place & { line: number };

type Kinds = 'employees' | 'achievements';
type PlacedRow<K extends Kinds> = { line: number; row: RowOf<K>; place: LinePlace };

export class EmployeeChecks {
  readonly #employees = new Map<string, Employee>();
  /** The line of each figure. */
  readonly #figures = new Map<string, number>();

  /** All rows of a file, each employee's in the order in which they are imported (R-IMP-4). */
  checkAll<K extends Kinds>(kind: K, rows: readonly PlacedRow<K>[]): Problem[] {
    const byEmployee = Map.groupBy(rows, ({ row }) => row.employeeId);
    return [...byEmployee.values()].flatMap((own) =>
      inOrder(kind, own).flatMap(({ row, place }) =>
        kind === 'employees'
          ? this.#checkBelonging(row as RowOf<'employees'>, place)
          : this.#checkAchievement(row as RowOf<'achievements'>, place),
      ),
    );
  }

  #checkBelonging(row: RowOf<'employees'>, place: LinePlace): Problem[] {
    return this.#apply(
      decideEmployeeRow(this.#employees.get(row.employeeId) ?? null, row),
      place,
      'associatedOn',
      row.associatedOn,
    );
  }

  #checkAchievement(row: RowOf<'achievements'>, place: LinePlace): Problem[] {
    const employee = this.#employees.get(row.employeeId);
    if (employee === undefined || !hasBelongedTo(employee, row.partnerId))
      return [problemAt(place, unknownEmployeeProblem(row))];
    return this.#apply(withAchievement(employee, row, null), place, 'certification', row.certification);
  }

  checkFigure({ partnerId, competency, metric, measuredOn }: RowOf<'performance'>, place: LinePlace): Problem[] {
    const key = JSON.stringify([partnerId, competency, metric, measuredOn]);
    const first = this.#figures.get(key);
    this.#figures.set(key, first ?? place.line);
    return first === undefined ? [] : [problemAt(place, repeatedFigureProblem(measuredOn, first))];
  }

  #apply(outcome: EmployeeOutcome, place: LinePlace, field: string, value: string): Problem[] {
    if (outcome.outcome === 'changed') this.#employees.set(outcome.employee.employeeId, outcome.employee);
    return outcome.outcome === 'refused' ? [problemAt(place, refusedRowProblem(outcome, field, value))] : [];
  }
}

const problemAt = (
  place: LinePlace,
  { field, ...problem }: Omit<Problem, keyof Place> & { field: string },
): Problem => ({
  ...place,
  ...problem,
  field: columnOf(field),
});

/** Applies a row of `employees.csv` to an employee. */
export function decideEmployeeRow(
  employee: Employee | null,
  { employeeId, name, partnerId, associatedOn, leftOn }: RowOf<'employees'>,
): EmployeeOutcome {
  return decideImportedAssociation(employee, { employeeId, name, partnerId, from: associatedOn }, leftOn);
}

export const hasBelongedTo = (employee: Employee, partnerId: string): boolean =>
  employee.associations.some((association) => association.partnerId === partnerId);

/** The problem of a row that the rules refuse. */
export function refusedRowProblem(
  { refusal }: Extract<EmployeeOutcome, { outcome: 'refused' }>,
  field: string,
  value: string,
) {
  return { field, got: formatValue(value), allowed: `what ${refusal.rule} allows: ${refusal.reason}` };
}

export function unknownEmployeeProblem({ employeeId, partnerId }: { employeeId: string; partnerId: string }) {
  const got = `${formatValue(employeeId)}, nobody of ${partnerId}`;
  return { field: 'employeeId', got, allowed: `an employee of ${partnerId} in employees.csv` };
}

/** @param first the line of the first one */
export function repeatedFigureProblem(measuredOn: string, first: number) {
  const allowed = `each metric of a competency once a day (first on line ${first})`;
  return { field: 'measuredOn', got: `${formatValue(measuredOn)} again`, allowed };
}
