/** Explains the associations of a partner's employees: from when to when, and by which run (R-COMP-2, R-COMP-4). */
import type { Association, Employee } from '../../domain/people/employee.ts';
import type { Store } from '../../store/store.ts';
import { type Entry, RANK, toEntry } from './entry.ts';
import type { Partition } from './partition.ts';

/** In the order of their ids, which is that of the keys by which they belong to the partner. */
export async function explainEmployees(store: Store, { partnerId, associatedEmployees }: Partition): Promise<Entry[]> {
  const employees = await store.employees.getAll(associatedEmployees);
  return employees.flatMap(({ value }) =>
    value.associations.flatMap((association, index) =>
      association.partnerId === partnerId ? explainAssociation(value, association, value.associations[index + 1]) : [],
    ),
  );
}

/** `next`: the association after it, which may have ended it. */
function explainAssociation(employee: Employee, association: Association, next: Association | undefined): Entry[] {
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
  // After a merge, an employee who went from one of the two partners to the other has stayed.
  if (until === null || (next?.from === until && next.partnerId === partnerId)) return [joined];
  const isSevered = next?.from === until;
  const end = isSevered
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
      { on: ended === null ? until : null, ...end, ...common, workflow: ended?.workflow ?? null },
      ended,
    ),
  ];
}
