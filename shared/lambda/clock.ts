/** The instant of what a function decides and claims. */

/** `given`: the instant that came with the call, ISO 8601 in UTC. */
export type Clock = (given: string) => string;

/** Where time moves only as a state machine waits. */
export const GIVEN_TIME: Clock = (given) => given;

/**
 * The machine's clock: Step Functions calls again for minutes with the instant of the first attempt, and a claim that
 * is older than it is would be taken for one without an answer (R-NOT-2). Never before what is given.
 */
export const wallClock =
  (now: () => number = Date.now): Clock =>
  (given) =>
    new Date(Math.max(now(), Date.parse(given))).toISOString();

/** The clock of this function. */
export const clockOf = (variables: NodeJS.ProcessEnv = process.env): Clock =>
  variables.VIRTUAL_TIME === 'true' ? GIVEN_TIME : wallClock();
