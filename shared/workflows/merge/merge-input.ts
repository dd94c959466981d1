/** The input of the workflow `merge-partners`, from an operator or from a command. */
import * as z from 'zod';
import { problemsOf } from '../../domain/config/issues.ts';
import { fields, id, line } from '../../domain/config/values.ts';
import { formatProblems, type Problem } from '../../domain/core/problem.ts';
import { isOfSmokeTest } from '../../domain/partners/smoke-test.ts';
import { InvalidInput } from '../../errors.ts';

/** Exported for docs/reference.md; `parseMergeInput` is what to call. */
export const mergeInput = fields({
  into: id,
  from: id,
  dryRun: z.boolean({ error: 'true or false' }).default(false),
  ticket: line(1, 100).optional(),
  /** The command that started the workflow: set by partner-command. */
  commandId: line(1, 200).optional(),
})
  .refine(({ into, from }) => into !== from, { path: ['from'], error: 'another partner than "into"' })
  .refine(({ into, from }) => isOfSmokeTest(into) === isOfSmokeTest(from), {
    path: ['from'],
    error: 'a partner of the smoke test into another one of it, and no other',
  });

export type MergeInput = z.output<typeof mergeInput>;

/** @throws InvalidInput naming every field that is wrong */
export function parseMergeInput(input: unknown): MergeInput {
  const result = mergeInput.safeParse(input);
  if (result.success) return result.data;
  throw invalidInput(...problemsOf(result.error.issues, input, { file: null, line: null }));
}

/** The error for a partner that does not exist. */
export function unknownPartner(field: 'into' | 'from', partnerId: string): InvalidInput {
  const got = `"${partnerId}", an unknown partner`;
  return invalidInput({ file: null, line: null, field, got, allowed: 'a partner that was imported' });
}

const invalidInput = (...problems: Problem[]): InvalidInput => new InvalidInput(formatProblems(problems));
