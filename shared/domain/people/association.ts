/** Associations of employees with partners, as commands and files give them (R-COMP-2, R-COMP-4). */

import type { CivilDate } from '../core/calendar.ts';
import { compareTexts } from '../core/text.ts';
import { type Association, associationOn, type Employee } from './employee.ts';
import { changedEmployee, type EmployeeOutcome, unchangedEmployee } from './employee-outcome.ts';

type Joining = { employeeId: string; name: string; partnerId: string; from: CivilDate };

/**
 * Associates an employee with a partner from `from` on, inclusive; an association with another partner ends on that day
 * (R-COMP-2).
 *
 * @param asOf the day on which it is recorded: no association begins later; null: any day is accepted
 */
export function decideAssociation(before: Employee | null, joining: Joining, asOf: CivilDate | null): EmployeeOutcome {
  const { employeeId, partnerId, from } = joining;
  const inputs = { employeeId, associatedOn: from };
  const refuse = (reason: string): EmployeeOutcome => ({
    outcome: 'refused',
    refusal: { rule: 'R-COMP-2', reason, inputs },
  });
  if (asOf !== null && from > asOf) return refuse(`${from} lies after ${asOf}, the day it is recorded`);
  const name = joining.name === '' ? (before?.name ?? '') : joining.name;
  const employee = before ?? { employeeId, name, associations: [], achievements: [] };
  const current = associationOn(employee, from);
  if (current?.partnerId === partnerId) {
    const reason = `${employeeId} is associated with ${partnerId} since ${current.from}`;
    if (name === employee.name) return { outcome: 'same', reason };
    return { outcome: 'changed', employee: { ...employee, name }, reason, severed: null };
  }
  const last = employee.associations.at(-1);
  const isLast = current === null || current === last;
  const notBefore = last === undefined || (current !== null && isLast) ? null : (last.until ?? last.from);
  if (notBefore !== null && from < notBefore)
    return refuse(`${employeeId} belonged to ${last?.partnerId} until ${notBefore}: one organisation at a time`);
  // The earlier association ends now, whatever end was recorded (R-COMP-2).
  const earlier = employee.associations.map((each) => (each === current ? { ...each, until: from } : each));
  const associations = [...earlier, { partnerId, from, until: null, began: null, ended: null }];
  const severed = current?.partnerId ?? null;
  const end = severed === null ? '' : `; the association with ${severed} ends`;
  const reason = `${employeeId} is associated with ${partnerId} from ${from} on${end}`;
  return { outcome: 'changed', employee: { ...employee, name, associations }, reason, severed };
}

/**
 * Imports a row: an employee belonged to a partner from `from`, inclusive, to `leftOn`, exclusive; null: still does.
 * Rows may come in any order.
 */
export function decideImportedAssociation(
  before: Employee | null,
  joining: Joining,
  leftOn: CivilDate | null,
): EmployeeOutcome {
  const { partnerId, from } = joining;
  const associations = before?.associations ?? [];
  const recorded = associations.find((each) => each.partnerId === partnerId && each.from === from);
  if (recorded !== undefined && (leftOn === null || recorded.until === leftOn)) return decideName(before, joining.name);
  const next = associations.find((each) => each.from > from) ?? null;
  if (leftOn === null && next === null) return decideAssociation(before, joining, null);
  if (leftOn === null && next?.until === null && next.partnerId === partnerId) {
    // Of two partners on one day the later row counts, as it does for open associations in the order of their days.
    const rest = associations.filter((each) => each !== next).map((each) => cutFrom(each, from));
    return withAssociations(before, joining, [...rest, { ...next, from }], `from ${from} on`);
  }
  // Where a later association is open, this one ends as it begins, whatever end the row gives: as if the rows had come
  // by time.
  const isCut = next !== null && (leftOn === null || (next.until === null && next.from < leftOn));
  return insertAssociation(before, joining, {
    recorded,
    until: isCut ? next.from : (leftOn ?? from),
    isOpen: leftOn === null,
  });
}

type Insertion = { recorded: Association | undefined; until: CivilDate; isOpen: boolean };

/** An association with an end. `isOpen`: the row gives none, and ends what came before it as an open one does. */
function insertAssociation(
  before: Employee | null,
  joining: Joining,
  { recorded, until, isOpen }: Insertion,
): EmployeeOutcome {
  const { employeeId, partnerId, from } = joining;
  if (recorded?.until === until) return decideName(before, joining.name);
  const end = isOpen ? cutAt : endAt;
  const others = (before?.associations ?? []).filter((each) => each !== recorded).map((each) => end(each, from));
  const overlap = others.find((each) => each.from < until && (each.until === null || each.until > from));
  if (overlap !== undefined || (recorded !== undefined && recorded.until !== null)) {
    const counterpart = overlap ?? recorded;
    const reason = `${employeeId} belonged to ${counterpart?.partnerId} from ${counterpart?.from} to ${counterpart?.until ?? 'today'}: one organisation at a time`;
    return { outcome: 'refused', refusal: { rule: 'R-COMP-2', reason, inputs: { employeeId, from, leftOn: until } } };
  }
  const inserted = { partnerId, from, until, began: null, ended: null };
  return withAssociations(before, joining, [...others, inserted].sort(byTime), `from ${from} to ${until}`);
}

function withAssociations(
  before: Employee | null,
  { employeeId, partnerId, name }: Joining,
  associations: Association[],
  period: string,
): EmployeeOutcome {
  const employee = { achievements: [], ...before, employeeId, name: name || (before?.name ?? ''), associations };
  return changedEmployee(employee, `${employeeId} belonged to ${partnerId} ${period}`);
}

/** By first day; an association that ended on the day it began comes before another one of that day. */
const byTime = (a: Association, b: Association): number =>
  a.from === b.from ? (a.until === a.from ? -1 : 1) : compareTexts(a.from, b.from);

/** An open association ends where a later one begins (R-COMP-2). */
const endAt = (each: Association, from: CivilDate): Association =>
  each.until === null && each.from < from ? { ...each, until: from } : each;

/** What lasts until a later association begins ends then, whatever end was recorded (R-COMP-2). */
const cutAt = (each: Association, from: CivilDate): Association =>
  each.from < from && (each.until === null || each.until > from) ? { ...each, until: from } : each;

/** The same; what begins on that day, too. */
const cutFrom = (each: Association, from: CivilDate): Association =>
  each.from === from ? { ...each, until: from } : cutAt(each, from);

function decideName(before: Employee | null, name: string): EmployeeOutcome {
  const reason = `${before?.employeeId} is known`;
  if (before === null || name === '' || name === before.name) return unchangedEmployee(reason);
  return changedEmployee({ ...before, name }, reason);
}

/**
 * Ends an employee's association with a partner: from `leftOn` on, their achievements do not count there (R-COMP-4).
 */
export function decideDeparture(before: Employee | null, partnerId: string, leftOn: CivilDate, asOf: CivilDate) {
  const association = before?.associations.findLast((association) => association.partnerId === partnerId);
  const inputs = { employeeId: before?.employeeId, leftOn };
  const refuse = (reason: string): EmployeeOutcome => ({
    outcome: 'refused',
    refusal: { rule: 'R-COMP-4', reason, inputs },
  });
  if (before === null || association === undefined) return refuse(`nobody of that id is associated with ${partnerId}`);
  const { employeeId } = before;
  if (association.until === leftOn) return unchangedEmployee(`${employeeId} left ${partnerId} on ${leftOn}`);
  if (association.until !== null && association.until <= asOf)
    return refuse(`${employeeId} left ${partnerId} on ${association.until} already`);
  if (leftOn > asOf) return refuse(`${leftOn} lies after ${asOf}, the day it is recorded`);
  if (leftOn < association.from)
    return refuse(`${employeeId} is associated with ${partnerId} from ${association.from} on`);
  const associations = before.associations.map((each) => (each === association ? { ...each, until: leftOn } : each));
  const reason = `${employeeId} left ${partnerId} on ${leftOn}`;
  return changedEmployee({ ...before, associations }, reason);
}
