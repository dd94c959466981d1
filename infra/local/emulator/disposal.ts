/** Cleanup functions, run in the reverse order; also after a start that failed half-way. */
export class Disposal {
  readonly #undo: (() => Promise<void> | void)[] = [];

  add(undo: () => Promise<void> | void): void {
    this.#undo.push(undo);
  }

  /** Undoes everything, also if something fails; safe to call twice. @throws the first failure */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let undo = this.#undo.pop(); undo; undo = this.#undo.pop())
      await Promise.try(undo).catch((failure: unknown) => failures.push(failure));
    if (failures.length > 0) throw failures[0];
  }
}
