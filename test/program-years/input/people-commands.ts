import type { Given, Line } from './command-lines.ts';
import { dayAfter } from './dates.ts';
import { CERTIFICATIONS, COMPETENCIES, employeeId, METRICS, oneOf } from './ids.ts';
import type { PlannedCommand } from './planned-commands.ts';

/** Employees, what they pass, and figures. */
export function peopleCommand({ what, pick }: PlannedCommand, common: Omit<Given, 'membershipId'>): Line[] {
  const { on } = common;
  const employee = { employeeId: employeeId(pick % 3) };
  // Mostly today; some days ago; now and then in the future.
  const day = oneOf([undefined, undefined, dayAfter(on, -(pick % 30)), dayAfter(on, 1)], pick >> 3);
  const dated = (name: string): Line => (day === undefined ? {} : { [name]: day });
  switch (what) {
    case 'associate':
      return [{ ...common, command: 'associate-employee', ...employee, ...dated('associatedOn') }];
    case 'leave':
      return [{ ...common, command: 'employee-left', ...employee, ...dated('leftOn') }];
    case 'achieve': {
      const completedOn = day ?? on;
      const expiresOn = oneOf([null, null, dayAfter(completedOn, 1 + (pick % 150)), completedOn], pick >> 5);
      const certification = oneOf(CERTIFICATIONS, pick >> 1);
      const expiry = expiresOn === null ? {} : { expiresOn };
      return [{ ...common, command: 'record-achievement', ...employee, certification, completedOn, ...expiry }];
    }
    case 'measure': {
      const figure = {
        competency: oneOf(COMPETENCIES, pick),
        metric: oneOf(METRICS, pick >> 1),
        value: `${pick % 120}`,
      };
      return [{ ...common, command: 'record-performance', ...figure, ...dated('measuredOn') }];
    }
    default:
      throw new Error(`${what} is no command`);
  }
}
