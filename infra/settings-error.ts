import { formatProblem, type Problem } from '../shared/domain/core/problem.ts';

/** Settings that no stack can be built from. The message has one line per problem: where, what, got, allowed. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code = 'InvalidSettings';
  readonly retryable = false;
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}
