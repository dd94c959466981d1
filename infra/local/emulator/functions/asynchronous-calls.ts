import type { Json } from '../json.ts';
import type { StateHost } from '../states/execution.ts';
import { StateFailure } from '../states/state-failure.ts';

export type DeadLetter = {
  readonly functionNameOrArn: string;
  readonly payload: Json;
  /** Of the last attempt. */
  readonly cause: string;
};

/** How often Lambda calls a function for an event, by default. */
const ATTEMPTS = 3;

/**
 * Calls functions as Lambda does for an event or a schedule: repeated when they fail; after the last attempt a dead
 * letter is kept.
 */
export class AsynchronousCalls {
  readonly deadLetters: DeadLetter[] = [];
  readonly #functions: Pick<StateHost, 'invoke'>;

  constructor(functions: Pick<StateHost, 'invoke'>) {
    this.#functions = functions;
  }

  async invoke(functionNameOrArn: string, payload: Json): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#functions.invoke(functionNameOrArn, payload);
        return;
      } catch (error) {
        if (!(error instanceof StateFailure)) throw error;
        if (attempt < ATTEMPTS) continue;
        this.deadLetters.push({ functionNameOrArn, payload, cause: error.message });
        return;
      }
    }
  }
}
