import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Random } from '../../../infra/local/sample/random.ts';

/** A process that calls. */
type Caller = { readonly isStopped: boolean };

/** Lets processes that run at once make their calls one at a time, in an order that is drawn. */
export class Turns {
  readonly #random: Random;
  readonly #waiting: { readonly who: Caller; readonly go: () => void }[] = [];
  /** Those that let time pass: minutes, in which others come to their end. */
  readonly #idle: (() => void)[] = [];
  #running = 0;
  #isDriven = false;

  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * Awaited before every call. Alone, a process never waits. One that works on several things at once may wait with
   * several calls.
   */
  readonly turn = async (who: Caller): Promise<void> => {
    if (this.#running < 2) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push({ who, go: resolve });
    });
  };

  /** Awaited where a state machine waits: whatever else runs has ended, or waits too, when it goes on. */
  readonly timePasses = async (): Promise<void> => {
    if (this.#running < 2) return;
    await new Promise<void>((resolve) => {
      this.#idle.push(resolve);
    });
  };

  /**
   * Runs processes at once, to the end of the last of them; one of them may run others at once.
   *
   * @throws the first error
   */
  async together(processes: readonly (() => Promise<void>)[]): Promise<void> {
    // One that only waits for others makes no calls.
    const isNested = this.#isDriven;
    this.#isDriven = true;
    this.#running += processes.length - (isNested ? 1 : 0);
    const ended = Promise.allSettled(
      processes.map((process) =>
        process().finally(() => {
          this.#running -= 1;
        }),
      ),
    );
    if (!isNested) await this.#drive();
    const results = await ended;
    if (isNested) this.#running += 1;
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  async #drive(): Promise<void> {
    while (this.#running > 0) {
      await nextTurn();
      // Whoever is still at work, or waits before it asks again, comes first: what is drawn must not depend on how fast
      // it is.
      this.#releaseStopped();
      const callers = new Set(this.#waiting.map(({ who }) => who));
      if (callers.size + this.#idle.length < this.#running) continue;
      if (this.#waiting.length > 0) this.#draw(this.#waiting)?.go();
      else this.#draw(this.#idle)?.();
    }
    this.#isDriven = false;
  }

  /** What a process that was stopped still asks for is not carried out, and takes no turn. */
  #releaseStopped(): void {
    for (let index = this.#waiting.length - 1; index >= 0; index -= 1)
      if (this.#waiting[index]?.who.isStopped) this.#waiting.splice(index, 1)[0]?.go();
  }

  #draw<T>(from: T[]): T | undefined {
    return from.splice(this.#random.between(0, from.length - 1), 1)[0];
  }
}
