import type { Json, JsonObject } from '../../../infra/local/emulator/json.ts';
import type { Execution, StateHost } from '../../../infra/local/emulator/states/execution.ts';
import { StateFailure } from '../../../infra/local/emulator/states/state-failure.ts';
import { StateMachine } from '../../../infra/local/emulator/states/state-machine.ts';

export const LAMBDA = 'arn:aws:states:::lambda:invoke';
export const START = '2027-01-01T08:00:00.000Z';

const ARN = 'arn:aws:states:eu-west-1:000000000000:stateMachine:tried';

export type Functions = Readonly<Record<string, (payload: Json) => Json | Promise<Json>>>;

export const machineOf = (definition: JsonObject, functions: Functions = {}, host: Partial<StateHost> = {}) =>
  new StateMachine(definition, ARN, {
    ...host,
    invoke: async (name, payload) => {
      const called = functions[name];
      if (!called) throw new Error(`no function ${name}`);
      return called(payload);
    },
  });

export const runMachine = (definition: JsonObject, input: Json = {}, functions: Functions = {}): Promise<Execution> =>
  machineOf(definition, functions).run(input, { name: 'run-1', at: Date.parse(START) });

/** A task that calls `name` with the whole state and takes its answer for the new one. */
export const callOf = (name: string, rest: JsonObject): JsonObject => ({
  Type: 'Task',
  Resource: LAMBDA,
  Parameters: { FunctionName: name, 'Payload.$': '$' },
  OutputPath: '$.Payload',
  ...rest,
});

/** Of every error, three times. */
export const RETRY = [
  { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 3, JitterStrategy: 'FULL' },
];

/** A machine of one state. */
export const only = (state: JsonObject): JsonObject => ({ StartAt: 'Only', States: { Only: state } });

/** A distributed map over `$.items` whose children call `child`. */
export const mapOf = (rest: JsonObject = {}, child: JsonObject = only(callOf('child', { End: true }))): JsonObject =>
  only({
    Type: 'Map',
    ItemsPath: '$.items',
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...child },
    End: true,
    ...rest,
  });

export const failing = (error: string, cause: string): never => {
  throw new StateFailure(error, cause);
};
