import * as z from 'zod';
import { date, id, isDate, line } from '../../domain/config/values.ts';
import { optionalCell } from './cells.ts';

/** The name of a certification or assessment, as paths of the program configuration name it (R-COMP-1). */
export const certification = line(1, 100);

/** A line of `achievements.csv`: what an employee has passed (R-COMP-3), and when it ceases to count (R-COMP-4). */
export const achievementRow = z
  .object({ partnerId: id, employeeId: id, certification, completedOn: date, expiresOn: optionalCell(date, null) })
  .superRefine(({ completedOn, expiresOn }, context) => {
    if (expiresOn === null || !isDate(expiresOn) || !isDate(completedOn) || expiresOn > completedOn) return;
    const message = `a date after ${completedOn} (completed_on), or nothing`;
    context.addIssue({ code: 'custom', path: ['expiresOn'], message });
  });
