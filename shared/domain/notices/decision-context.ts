import type { CivilDate } from '../core/calendar.ts';

/**
 * Who decides, for which day, and when (instant): the claims of a decision bear `now`. `startedAt`: of the execution, if that
 * was earlier: the decision bears it.
 */
export type DecisionContext = {
  asOf: CivilDate;
  runId: string;
  now: string;
  operators: string;
  startedAt?: string | undefined;
};

/** The same where nobody is told. */
export type SilentContext = Omit<DecisionContext, 'operators'>;
