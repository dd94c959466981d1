import type { Json, JsonObject } from '../json.ts';

/** An execution that has ended, with the fields of Step Functions' DescribeExecution. */
export type Execution = {
  readonly arn: string;
  readonly name: string;
  /** Name of the state machine. */
  readonly stateMachine: string;
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
  readonly input: Json;
  /** Of a succeeded execution. */
  readonly output?: Json;
  /** Of any other: the error's name and its cause. */
  readonly error?: string;
  readonly cause?: string;
  /** ISO instants of the execution's own clock: it starts at the given instant, and only waiting takes time. */
  readonly startedAt: string;
  readonly stoppedAt: string;
  /** The executions of other state machines that it ran, in the order in which they ended. */
  readonly nested: readonly Execution[];
};

/** What the states of a machine need from the emulator. */
export type StateHost = {
  /**
   * Calls a Lambda function and waits for its answer.
   *
   * @throws StateFailure if the function fails; anything else ends the execution as an error of the emulator
   */
  invoke(functionNameOrArn: string, payload: Json): Promise<Json>;
  /** Resolves when no function runs. Default: none does. */
  idle?(): Promise<void>;
  /**
   * Runs an execution of another state machine to its end. Default: there is no other.
   *
   * @throws StateFailure if it cannot be started
   */
  runMachine?(
    arn: string,
    input: Json,
    options: { name: string; at: number; isStopped: () => boolean },
  ): Promise<Execution>;
};

/** The input of a state that an action runs. */
export type StateCall = {
  /** The state's input, after its InputPath. */
  readonly state: Json;
  /** The state's Parameters, filled in. */
  readonly parameters: Json;
};

/** One running execution, as its states see it. */
export type Run = {
  readonly host: StateHost;
  readonly clock: { now(): number; moveTo(instant: number): void; iso(): string };
  /** AWS's context object. */
  readonly context: JsonObject;
  /** Milliseconds since the epoch on the execution's clock after which it has timed out. */
  readonly deadline: number;
  /** Executions of other state machines that were run in it; grows. */
  readonly nested: Execution[];
  /** Whether the execution was stopped from outside: no state may start any more. */
  isStopped(): boolean;
};

/** What the emulator runs in place of a state of the definition. */
export type StateAction = (call: StateCall, run: Run) => Json | Promise<Json>;
