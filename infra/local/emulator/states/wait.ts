import { UnsupportedError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { StateAction } from './execution.ts';
import { StateFailure } from './state-failure.ts';

/** The cause of an execution that waited longer than the machine's TimeoutSeconds allows. */
export const TIMED_OUT = 'States.Timeout';

/**
 * What a Wait state does: move the execution's clock, without sleeping. Functions of other executions that run at this
 * moment are awaited first, as they would have ended after minutes of waiting.
 */
export function waitAction({ Seconds }: JsonObject, where: string): StateAction {
  if (typeof Seconds !== 'number' || !Number.isInteger(Seconds) || Seconds < 0)
    throw new UnsupportedError(
      `${where}.Seconds`,
      `expected a whole number of seconds, got ${JSON.stringify(Seconds)}`,
    );
  return async ({ state }, { clock, deadline, host }) => {
    await host.idle?.();
    clock.moveTo(clock.now() + Seconds * 1_000);
    if (clock.now() > deadline) throw new StateFailure(TIMED_OUT, 'the execution timed out', true);
    return state;
  };
}
