import { formatProblem, type Problem } from '../shared/domain/core/problem.ts';

/** Invalid settings. The message has one line per problem: place, field, value, allowed values. */
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
