/** Lets one action at a time have an item. */
export class ItemLocks {
  /** When the last action has ended that has asked for an item, by the item. */
  readonly #ends = new Map<string, Promise<void>>();

  /** Begins the action when all that have asked before for one of the items have ended. */
  run<Result>(items: readonly string[], action: () => Promise<Result>): Promise<Result> {
    const before = Promise.all(items.map((item) => this.#ends.get(item)));
    const result = before.then(action);
    const end = result.then(nothing, nothing).then(() => {
      for (const item of items) if (this.#ends.get(item) === end) this.#ends.delete(item);
    });
    for (const item of items) this.#ends.set(item, end);
    return result;
  }
}

const nothing = (): void => {};
