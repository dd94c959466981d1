import * as z from 'zod';
import { date, id, isDate, lines } from '../../domain/config/values.ts';
import { optionalCell } from './cells.ts';

/** A line of `employees.csv`: the association of an employee with a partner, which may have ended (R-COMP-2). */
export const employeeRow = z
  .object({
    partnerId: id,
    employeeId: id,
    name: lines(0, 500),
    associatedOn: date,
    leftOn: optionalCell(date, null),
  })
  .superRefine(({ associatedOn, leftOn }, context) => {
    if (leftOn === null || !isDate(leftOn) || !isDate(associatedOn) || leftOn > associatedOn) return;
    const message = `a date after ${associatedOn} (associated_on), or nothing`;
    context.addIssue({ code: 'custom', path: ['leftOn'], message });
  });
