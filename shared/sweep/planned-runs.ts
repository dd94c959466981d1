/** Which runs a day of the program has: what the schedules should start (docs/reference.md, workflows). */
import {
  addDays,
  addMonths,
  type CivilDate,
  midMonth,
  monthOf,
  publicationDay,
  submissionDay,
} from '../domain/core/calendar.ts';
import type { Workflow } from '../domain/core/workflow.ts';
import type { Phase } from '../domain/directory/next-due-date.ts';

export type PlannedRun = { workflow: Workflow; phase: Phase | null };

const REMINDER_DAYS_BEFORE_SUBMISSION = 7;

/** In the order of their times. `day`: in the program's zone. */
export function plannedRuns(day: CivilDate): PlannedRun[] {
  const month = monthOf(day);
  const submission = submissionDay(month);
  const kpi: PlannedRun[] = day === midMonth(month) ? [{ workflow: 'kpi-refresh', phase: null }] : [];
  const phases: Phase[] = [
    ...(day === addDays(submission, -REMINDER_DAYS_BEFORE_SUBMISSION) ? ['remind' as const] : []),
    ...(day === submission ? ['submit' as const] : []),
    ...(day === publicationDay(addMonths(month, -1)) ? ['publish' as const] : []),
  ];
  return [
    ...kpi,
    ...phases.map((phase): PlannedRun => ({ workflow: 'directory-submission', phase })),
    { workflow: 'renewal-notices', phase: null },
    { workflow: 'grace-expiry', phase: null },
  ];
}

/** The last day before `day` on which the schedule starts the workflow. */
export function previousRunOn(workflow: Workflow, day: CivilDate): CivilDate {
  const isPlanned = (on: CivilDate): boolean => plannedRuns(on).some((run) => run.workflow === workflow);
  let on = addDays(day, -1);
  while (!isPlanned(on)) on = addDays(on, -1);
  return on;
}
