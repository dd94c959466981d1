import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Random } from '../../infra/local/sample/random.ts';

/** Lets processes that run at once make their calls one at a time, in an order that is drawn. */
export class Turns {
  readonly #random: Random;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Awaited before every call. Alone, a process never waits. */
  readonly turn = async (): Promise<void> => {
    if (this.#running < 2) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
  };

  /** Runs processes at once, to the end of the last of them. @returns how they ended, in their order */
  async together<T>(processes: readonly (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> {
    this.#running = processes.length;
    const ended = Promise.allSettled(
      processes.map((process) =>
        process().finally(() => {
          this.#running -= 1;
        }),
      ),
    );
    while (this.#running > 0) {
      // Everything is in memory: after a turn of the event loop each process waits for its turn, or has ended.
      await nextTurn();
      if (this.#waiting.length > 0) this.#waiting.splice(this.#random.between(0, this.#waiting.length - 1), 1)[0]?.();
    }
    return ended;
  }
}
