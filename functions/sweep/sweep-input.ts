/** The input of a scheduled workflow, as an operator or a schedule gives it (docs/reference.md, workflows). */
import * as z from 'zod';
import { problemsOf } from '../../shared/domain/config/issues.ts';
import { date, fields, id, line, listOf, oneOf } from '../../shared/domain/config/values.ts';
import { type CivilDate, civilDateIn, parseCivilDate } from '../../shared/domain/core/calendar.ts';
import { formatProblems, formatValue } from '../../shared/domain/core/problem.ts';
import type { Workflow } from '../../shared/domain/core/workflow.ts';
import { PHASES } from '../../shared/domain/directory/next-due-date.ts';
import { InvalidInput } from '../../shared/errors.ts';

const MAX_PARTNERS = 1000;
/** EventBridge Scheduler replaces this by its instant; a scheduler that does not (emulators) starts a run for today. */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const ALLOWED_DATES = 'a civil date such as 2026-11-16 or an ISO instant such as 2026-11-16T08:00:00Z';

const commonFields = {
  asOf: z.string({ error: ALLOWED_DATES }).optional(),
  dryRun: z.boolean({ error: 'true or false' }).default(false),
  partnerIds: listOf(id, 1, MAX_PARTNERS).optional(),
  reason: line(1, 500).optional(),
};
/** Exported for docs/reference.md; `parseSweepInput` is what to call. */
export const sweepInputs = {
  sweep: fields(commonFields),
  directory: fields({ ...commonFields, phase: oneOf(PHASES).default('submit') }),
};

export type SweepInput = z.output<typeof sweepInputs.sweep> & { phase?: (typeof PHASES)[number]; asOf: CivilDate };

/**
 * The parsed input, with `asOf` as a civil date of the program's zone (R-CAL-1). `startedAt`: instant of the
 * execution's start: the default of `asOf`, and the limit for later dates. @throws InvalidInput naming field, value and
 * what is allowed
 */
export function parseSweepInput(workflow: Workflow, input: unknown, startedAt: string, timeZone: string): SweepInput {
  const schema = workflow === 'directory-submission' ? sweepInputs.directory : sweepInputs.sweep;
  const result = schema.safeParse(input);
  if (!result.success) {
    const problems = problemsOf(result.error.issues, input, { file: null, line: null });
    throw new InvalidInput(formatProblems(problems));
  }
  const today = civilDateIn(startedAt, timeZone);
  const givenAsOf = result.data.asOf;
  const asOf = givenAsOf === undefined || givenAsOf === SCHEDULED_TIME ? today : parseAsOf(givenAsOf, timeZone);
  if (asOf > today && !result.data.dryRun)
    throw new InvalidInput(
      `asOf: got ${formatValue(result.data.asOf)}; allowed: ${today} or earlier, or a later day with "dryRun": true`,
    );
  return { ...result.data, asOf };
}

function parseAsOf(asOf: string, timeZone: string): CivilDate {
  const day = parseCivilDate(asOf) ?? (INSTANT.test(asOf) ? civilDateOfInstant(asOf, timeZone) : null);
  // The calendar's first and last years have no room for the windows around a day.
  const inRange = date.safeParse(day);
  if (!inRange.success)
    throw new InvalidInput(`asOf: got ${formatValue(asOf)}; allowed: ${ALLOWED_DATES}, from 1900 to 2999`);
  return inRange.data;
}

function civilDateOfInstant(instant: string, timeZone: string): CivilDate | null {
  try {
    return civilDateIn(instant, timeZone);
  } catch {
    return null;
  }
}
