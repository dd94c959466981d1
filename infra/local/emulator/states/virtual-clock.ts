/** The time inside one execution: starts at a given instant and moves only when a state waits. */
export class VirtualClock {
  #now: number;

  /** @param start milliseconds since the epoch */
  constructor(start: number) {
    this.#now = start;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#now;
  }

  iso(): string {
    return new Date(this.#now).toISOString();
  }

  /** Moves to `instant` (milliseconds since the epoch), never back. */
  moveTo(instant: number): void {
    this.#now = Math.max(this.#now, instant);
  }
}
