import { StateMachine as Engine, ExecutionError } from 'aws-local-stepfunctions';
import { UnsupportedError } from '../errors.ts';
import { copyAsJson, type Json, type JsonObject } from '../json.ts';
import { contextObject, engineContext } from './context-object.ts';
import { requireWithinLimit } from './data-limit.ts';
import { type CompiledMachine, compile } from './definition/compile.ts';
import type { RunChild } from './distributed-map.ts';
import type { Execution, Run, StateHost } from './execution.ts';
import { StateFailure } from './state-failure.ts';
import { VirtualClock } from './virtual-clock.ts';
import { TIMED_OUT } from './wait.ts';

export type StartOptions = {
  /** Name of the execution, unique per machine; not checked here. */
  readonly name: string;
  /** The instant at which the execution starts, on its own clock; milliseconds since the epoch. */
  readonly at: number;
  /** Whether the execution was stopped from outside. Default: it was not. */
  readonly isStopped?: () => boolean;
};

/**
 * A state machine of the template, run by aws-local-stepfunctions where that does as AWS does, and by the emulator
 * elsewhere.
 */
export class StateMachine {
  readonly name: string;
  readonly arn: string;
  readonly #engine: Engine;
  readonly #compiled: CompiledMachine;
  readonly #host: StateHost;
  readonly #timeoutMs: number;

  /**
   * @throws UnsupportedError for what does not run here as it does on AWS
   * @throws Error for a definition that is not valid Amazon States Language
   */
  constructor(definition: JsonObject, arn: string, host: StateHost, where: string = nameIn(arn)) {
    this.name = nameIn(arn);
    this.arn = arn;
    this.#host = host;
    this.#timeoutMs = timeout(definition.TimeoutSeconds, where);
    this.#compiled = compile(definition, where, (processor, label, at) => this.#childOf(processor, label, at));
    this.#engine = new Engine(this.#compiled.definition, { validationOptions: { checkArn: false, checkPaths: false } });
  }

  /**
   * Runs one execution to its end.
   *
   * @throws any error of the emulator itself; a failed execution is a result
   */
  async run(input: Json, options: StartOptions): Promise<Execution> {
    const clock = new VirtualClock(options.at);
    const id = `${this.arn.replace(':stateMachine:', ':execution:')}:${options.name}`;
    const identity = { id, name: options.name, machineId: this.arn, machineName: this.name };
    const json = copyAsJson(input);
    const context = contextObject(identity, json, clock);
    const isStopped = options.isStopped ?? (() => false);
    const run: Run = {
      host: this.#host,
      clock,
      context,
      deadline: options.at + this.#timeoutMs,
      nested: [],
      isStopped,
    };
    const outcome = await this.#outcome(json, run);
    const startedAt = new Date(options.at).toISOString();
    return {
      arn: id,
      name: options.name,
      stateMachine: this.name,
      input: json,
      ...outcome,
      startedAt,
      stoppedAt: clock.iso(),
      nested: run.nested,
    };
  }

  async #outcome(input: Json, run: Run): Promise<Pick<Execution, 'status' | 'output' | 'error' | 'cause'>> {
    const faults: unknown[] = [];
    try {
      requireWithinLimit(input, 'the input');
      const output = await this.#engine.run(input as never, this.#runOptions(run, faults)).result;
      requireWithinLimit(output, 'the output');
      return { status: 'SUCCEEDED', output: output as Json };
    } catch (thrown) {
      if (faults.length > 0) throw faults[0];
      const failure = thrown instanceof ExecutionError ? thrown.cause : thrown;
      if (!isStateFailure(failure)) throw failure;
      const status = failure.name === TIMED_OUT && !failure.isCatchable ? 'TIMED_OUT' : 'FAILED';
      return { status, error: failure.name, cause: failure.message };
    }
  }

  #runOptions(run: Run, faults: unknown[]): Parameters<Engine['run']>[1] {
    const handlers: Record<string, (engineInput: unknown) => Promise<never>> = {};
    const retries: Record<string, number> = {};
    for (const [name, action] of this.#compiled.actions) {
      retries[name] = 0;
      handlers[name] = async (engineInput) => {
        try {
          if (run.isStopped()) throw new StateFailure('States.Aborted', 'the execution was stopped', true);
          const call = action.callOf(engineInput as Json);
          requireWithinLimit(call.state, 'the input of the state');
          return (await action.run(call, run)) as never;
        } catch (error) {
          if (isStateFailure(error)) throw error;
          faults.push(error);
          throw new StateFailure('StandInFault', String(error), true);
        }
      };
    }
    return {
      context: engineContext(run.context),
      overrides: { taskResourceLocalHandlers: handlers, retryIntervalOverrides: retries },
    };
  }

  #childOf(processor: JsonObject, label: string, where: string): RunChild {
    const child = new StateMachine(processor, `${this.arn}/${label}`, this.#host, where);
    return (input, name, run) => child.run(input, { name, at: run.clock.now(), isStopped: run.isStopped });
  }
}

const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

/** Failures of the emulator and of the engine: both say whether Retry may match them. */
const isStateFailure = (error: unknown): error is Error & { readonly isCatchable: boolean } =>
  error instanceof Error && 'isRetryable' in error && 'isCatchable' in error;

function timeout(seconds: Json | undefined, where: string): number {
  if (seconds === undefined) return Number.POSITIVE_INFINITY;
  if (typeof seconds === 'number') return seconds * 1_000;
  throw new UnsupportedError(`${where}.TimeoutSeconds`, `expected seconds, got ${JSON.stringify(seconds)}`);
}
