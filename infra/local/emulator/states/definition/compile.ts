import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import { UnsupportedError } from '../../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { distributedMap, type RunChild } from '../distributed-map.ts';
import type { StateAction, StateCall } from '../execution.ts';
import { lambdaTask } from '../lambda-task.ts';
import { isNestedExecution, nestedExecution } from '../nested-execution.ts';
import { waitAction } from '../wait.ts';
import { refuseUnknownMachineFields, refuseUnknownStateFields } from './allowed-fields.ts';
import { rewriteChoiceRule } from './choice-rule.ts';
import { engineErrorHandling } from './error-handling.ts';
import { engineDataFlow, enginePath, engineTemplate } from './paths.ts';

/** A machine as the engine runs it: the states that the engine runs itself, and the actions that the emulator runs. */
export type CompiledMachine = {
  readonly definition: StateMachineDefinition;
  readonly actions: ReadonlyMap<string, CompiledAction>;
};

export type CompiledAction = {
  readonly run: StateAction;
  /** Reads the input that the engine passes to the action. */
  readonly callOf: (engineInput: Json) => StateCall;
};

/** Makes a runner of the child workflows of a map from its item processor. */
export type ChildFactory = (processor: JsonObject, label: string, where: string) => RunChild;

/** The engine's own time limit for a task is 60 s, AWS's is none: the longest that a timer takes, in seconds. */
const NO_TIMEOUT_SECONDS = 2_147_483;

/**
 * Turns a definition into one that the engine runs as AWS would.
 *
 * @throws UnsupportedError naming the first state and field that the emulator does not run as AWS does
 */
export function compile(machine: JsonObject, where: string, childOf: ChildFactory): CompiledMachine {
  refuseUnknownMachineFields(machine, where);
  if (!isJsonObject(machine.States)) throw new UnsupportedError(`${where}.States`, 'expected an object');
  const actions = new Map<string, CompiledAction>();
  const states = Object.entries(machine.States).map(([name, state]) => {
    const at = `${where}.${name}`;
    if (!isJsonObject(state)) throw new UnsupportedError(at, 'expected an object');
    refuseUnknownStateFields(state, at);
    const action = actionOf(state, name, at, childOf);
    if (action) actions.set(name, { run: action, callOf: callOf(state) });
    return [name, action ? delegatedState(state, at) : engineState(state, at)];
  });
  const definition = { StartAt: machine.StartAt, States: Object.fromEntries(states) };
  return { definition: definition as unknown as StateMachineDefinition, actions };
}

/** The action that the emulator runs in place of a state, undefined if the engine runs the state. */
function actionOf(state: JsonObject, name: string, where: string, childOf: ChildFactory): StateAction | undefined {
  if (state.Type === 'Task') return isNestedExecution(state) ? nestedExecution(state, where) : lambdaTask(state, where);
  if (state.Type === 'Wait') return waitAction(state, where);
  if (state.Type === 'Map') {
    const processor = isJsonObject(state.ItemProcessor) ? state.ItemProcessor : {};
    return distributedMap(state, where, childOf(processor, String(state.Label ?? name), where));
  }
  // The engine takes a Result of false, 0, "" or null for none.
  const { Result } = state;
  return state.Type === 'Pass' && Result !== undefined ? () => Result : undefined;
}

const withParameters = (state: JsonObject): Json | undefined => (state.Type === 'Task' ? state.Parameters : undefined);

/**
 * Reads what the engine passes to an action: a state's input and its parameters, or the input alone if there are none,
 * since the engine cannot read `$` where a whole state is null, 0, false or "".
 */
const callOf = (state: JsonObject): CompiledAction['callOf'] =>
  withParameters(state) === undefined
    ? (input) => ({ state: input, parameters: input })
    : (call) => call as unknown as StateCall;

/**
 * A state that the engine delegates to an action: with its input, or, if it has parameters, with a {@link StateCall}.
 */
function delegatedState(state: JsonObject, where: string): JsonObject {
  const parameters = withParameters(state);
  return {
    Type: 'Task',
    Resource: 'stand-in',
    ...(parameters === undefined
      ? {}
      : { Parameters: { 'state.$': '$', parameters: engineTemplate(parameters, `${where}.Parameters`) } }),
    TimeoutSeconds: state.TimeoutSeconds ?? NO_TIMEOUT_SECONDS,
    ...engineDataFlow(state, where),
    ...engineErrorHandling(state, where),
    ...next(state),
  };
}

/** A state that the engine runs itself. */
function engineState(state: JsonObject, where: string): JsonObject {
  const base = { Type: state.Type ?? null, ...engineDataFlow(state, where), ...next(state) };
  if (state.Type === 'Choice') return { ...base, ...choice(state, where) };
  if (state.Type === 'Fail') return { ...base, ...failure(state, where) };
  if (state.Parameters === undefined) return base;
  return { ...base, Parameters: engineTemplate(state.Parameters, `${where}.Parameters`) };
}

function choice({ Choices, Default }: JsonObject, where: string): JsonObject {
  if (!Array.isArray(Choices)) throw new UnsupportedError(`${where}.Choices`, 'expected a list');
  const rules = Choices.map((rule: Json, index) => rewriteChoiceRule(rule, `${where}.Choices[${index}]`, enginePath));
  return Default === undefined ? { Choices: rules } : { Choices: rules, Default };
}

function failure({ Error: error, ErrorPath, Cause, CausePath }: JsonObject, where: string): JsonObject {
  if (error === undefined && ErrorPath === undefined)
    throw new UnsupportedError(where, 'a Fail state must say its Error or ErrorPath');
  return {
    ...(ErrorPath === undefined
      ? { Error: error ?? null }
      : { ErrorPath: enginePath(ErrorPath, `${where}.ErrorPath`) }),
    ...(CausePath === undefined ? { Cause: Cause ?? '' } : { CausePath: enginePath(CausePath, `${where}.CausePath`) }),
  };
}

function next({ Next, End }: JsonObject): JsonObject {
  return Next === undefined ? { ...(End === undefined ? {} : { End }) } : { Next };
}
