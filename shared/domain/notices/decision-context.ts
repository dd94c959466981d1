import type { CivilDate } from '../core/calendar.ts';

/** The run that decides: for which day, at which instant, and to whom its alerts go. */
export type DecisionContext = {
  asOf: CivilDate;
  runId: string;
  /** Instant of the decision; recorded with its claims. */
  now: string;
  /** The operators' address. */
  operators: string;
  /** Instant at which the execution began, if before `now`; recorded with the decision. */
  startedAt?: string | undefined;
};

/** The context of a decision that sends nothing. */
export type SilentContext = Omit<DecisionContext, 'operators'>;
