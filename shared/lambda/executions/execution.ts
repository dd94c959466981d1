/** What a state machine adds about its execution to the input that it was started with. */
import * as z from 'zod';
import { isInstant } from '../../domain/core/calendar.ts';

/**
 * An execution's name, of the characters that Step Functions takes. It is a part of the keys of reports: two dots alone
 * would lead out of them.
 */
export const executionName = z
  .string()
  .regex(/^(?!\.{1,2}$)[^\p{C}\p{Z}<>{}[\]?*"#%\\^|~`$&,;:/]{1,128}$/u, 'the name of an execution');

export const instant = z.string().refine(isInstant, 'an instant, ISO 8601');

/** The event of a function that parses the operator's input itself. */
export const executionInput = z.object({ input: z.unknown(), execution: executionName, startedAt: instant });
