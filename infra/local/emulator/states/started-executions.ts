import type { Json } from '../json.ts';
import type { Execution } from './execution.ts';
import type { StateMachines } from './state-machines.ts';
import type { VirtualClock } from './virtual-clock.ts';

export type StartedExecutionsDeps = {
  readonly machines: StateMachines;
  readonly clock: VirtualClock;
  /** Has something done when everything else is handed over. */
  readonly later: (work: () => Promise<void>) => void;
  /** Gets each of them when it has ended. */
  readonly onEnded: (execution: Execution) => void;
};

/** Executions that functions start by StartExecution: they run when the function has ended, or waits. */
export class StartedExecutions {
  readonly #deps: StartedExecutionsDeps;
  /** The input of those that have not ended, by their ARN. */
  readonly #open = new Map<string, string>();

  constructor(deps: StartedExecutionsDeps) {
    this.#deps = deps;
  }

  /**
   * @returns its ARN; also of one that is open under this name with the same input
   * @throws Error whose message begins with the name of Step Functions' error
   */
  start(machineArn: string, name: string, input: Json): string {
    const { machines, later } = this.#deps;
    const arn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const text = JSON.stringify(input);
    if (this.#open.get(arn) === text) return arn;
    const machineName = machineArn.slice(machineArn.lastIndexOf(':') + 1);
    if (!machines.has(machineName)) throw new Error(`StateMachineDoesNotExist: ${machineArn}`);
    const machine = machines.claim(machineName, name);
    this.#open.set(arn, text);
    later(async () => {
      this.#deps.onEnded(await machine.run(input, { name, at: this.#deps.clock.now() }));
      this.#open.delete(arn);
    });
    return arn;
  }
}
