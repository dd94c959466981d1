import type { Checks } from './checks.ts';

/** Runs the parts of a test one after the other and says how long each took. */
export class Steps {
  readonly #checks: Checks;

  constructor(checks: Checks) {
    this.#checks = checks;
  }

  /** A step that the others can do without: if it breaks, that is a failed check. @returns undefined if it broke */
  async run<Result>(name: string, work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await this.require(name, work);
    } catch {
      return undefined;
    }
  }

  /** A step that those after it need. @throws what it throws, counted as a failed check */
  async require<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const begun = performance.now();
    this.#checks.begin(name);
    try {
      return await work();
    } catch (error) {
      this.#checks.failed(`${name} comes to its end`, error);
      throw error;
    } finally {
      this.#checks.note(`${name} took ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    }
  }
}
