/** What Step Functions takes for the name of an execution. */
const NAME = /^[\w.@+()=!'-]{1,80}$/;

/** The names of executions so far: Step Functions accepts each once per state machine (in 90 days; here for ever). */
export class ExecutionNames {
  readonly #used = new Set<string>();

  /** @throws Error if the name was used before or is not one */
  claim(stateMachine: string, name: string): void {
    if (!NAME.test(name)) throw new Error(`InvalidName: ${JSON.stringify(name)} cannot name an execution`);
    const execution = `${stateMachine}:${name}`;
    if (this.#used.has(execution)) throw new Error(`ExecutionAlreadyExists: ${execution} was started before`);
    this.#used.add(execution);
  }
}
