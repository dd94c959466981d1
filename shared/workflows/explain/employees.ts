/** Explains the associations of a partner's employees: from when to when, and by which run (R-COMP-2, R-COMP-4). */
import { type Association, type Employee, endOf } from '../../domain/people/employee.ts';
import type { Store } from '../../store/store.ts';
import { type Entry, RANK, toEntry } from './entry.ts';
import type { Partition } from './partition.ts';

/** In the order of their ids, which is that of the keys by which they belong to the partner. */
export async function explainEmployees(store: Store, { partnerId, associatedEmployees }: Partition): Promise<Entry[]> {
  const employees = await store.employees.getAll(associatedEmployees);
  return employees.flatMap(({ value }) =>
    value.associations.flatMap((association) =>
      association.partnerId === partnerId ? explainAssociation(value, association) : [],
    ),
  );
}

function explainAssociation(employee: Employee, association: Association): Entry[] {
  const { partnerId, from, until, began, ended } = association;
  const { employeeId } = employee;
  const common = { inputs: { employeeId, from, until }, rank: RANK.lines };
  const begin = {
    what: 'employee-associated',
    rule: 'R-COMP-2',
    reason: `${employeeId} belongs to ${partnerId} from ${from} on`,
  };
  const joined = toEntry(
    partnerId,
    { on: began === null ? from : null, ...begin, ...common, workflow: began?.workflow ?? null },
    began,
  );
  const end = endOf(employee, association);
  if (until === null || end === null) return [joined];
  const isSevered = end === 'severed';
  const ending = isSevered
    ? {
        what: 'employee-severed',
        rule: 'R-COMP-2',
        reason: `${employeeId} belongs to another organisation from ${until} on`,
      }
    : { what: 'employee-left', rule: 'R-COMP-4', reason: `${employeeId} left ${partnerId} on ${until}` };
  return [
    joined,
    toEntry(
      partnerId,
      { on: ended === null ? until : null, ...ending, ...common, workflow: ended?.workflow ?? null },
      ended,
    ),
  ];
}
