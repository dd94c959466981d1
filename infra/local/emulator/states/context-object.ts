import { UnsupportedError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The paths of the context object (`$$`) that have a value here; any other is refused. */
const KNOWN = new Set([
  '$$.Execution.Id',
  '$$.Execution.Input',
  '$$.Execution.Name',
  '$$.Execution.StartTime',
  '$$.State.EnteredTime',
  '$$.StateMachine.Id',
  '$$.StateMachine.Name',
]);

/**
 * The field in which the engine gets the emulator's context object: it overwrites `$$.Execution.StartTime` with the
 * machine's clock.
 */
const ROOT = 'Virtual';

/** @throws UnsupportedError for a path into the context object that has no value here */
export function requireContextPath(path: string, where: string): string {
  if (KNOWN.has(path) || path.startsWith('$$.Execution.Input.')) return path;
  throw new UnsupportedError(where, `${path} has no value on one machine; known are ${[...KNOWN].join(', ')}`);
}

/** A `$$` path as the engine must read it; other paths as they are. */
export const engineContextPath = (path: string): string =>
  path.startsWith('$$.') ? `$$.${ROOT}.${path.slice(3)}` : path;

export type ExecutionIdentity = {
  readonly id: string;
  readonly name: string;
  readonly machineId: string;
  readonly machineName: string;
};

/** AWS's context object, with the time of the execution's own clock. */
export function contextObject(identity: ExecutionIdentity, input: JsonObject[string], clock: VirtualClock): JsonObject {
  return {
    Execution: { Id: identity.id, Name: identity.name, Input: input, StartTime: clock.iso() },
    State: {
      get EnteredTime() {
        return clock.iso();
      },
    },
    StateMachine: { Id: identity.machineId, Name: identity.machineName },
  };
}

/** The context object in the place where {@link engineContextPath} looks. */
export const engineContext = (context: JsonObject): Record<string, unknown> => ({ [ROOT]: context });
