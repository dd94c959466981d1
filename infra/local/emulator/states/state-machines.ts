import { UnsupportedError } from '../errors.ts';
import { ExecutionNames } from './execution-names.ts';
import { StateFailure } from './state-failure.ts';
import type { StateMachine } from './state-machine.ts';

/** The state machines of the templates. A name of an execution is used once in each. */
export class StateMachines {
  readonly #machines: ReadonlyMap<string, StateMachine>;
  readonly #executions = new ExecutionNames();

  /** @param machines by name */
  constructor(machines: ReadonlyMap<string, StateMachine>) {
    this.#machines = machines;
  }

  get names(): string[] {
    return [...this.#machines.keys()];
  }

  has(name: string): boolean {
    return this.#machines.has(name);
  }

  /** The machine, for an execution. @throws UnsupportedError if there is none; Error for a name that was used before */
  claim(name: string, execution: string): StateMachine {
    const machine = this.#machines.get(name);
    if (!machine) throw new UnsupportedError(name, `no such state machine; there are ${this.names.join(', ')}`);
    this.#executions.claim(name, execution);
    return machine;
  }

  /** The same for an execution that another one starts: a name that was used fails the state, as Step Functions does. */
  claimNested(name: string, execution: string): StateMachine {
    try {
      return this.claim(name, execution);
    } catch (error) {
      if (error instanceof UnsupportedError) throw error;
      throw new StateFailure('StepFunctions.ExecutionAlreadyExistsException', String(error));
    }
  }
}
