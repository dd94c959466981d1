/** How many failed items a map tolerates. Neither given: none. Both given: the map fails as soon as one is exceeded. */
export class Tolerance {
  readonly #count: number | undefined;
  readonly #percentage: number | undefined;

  /**
   * @param count failed items that are tolerated
   * @param percentage share of failed items that is tolerated, 0 to 100
   */
  constructor(count: number | undefined, percentage: number | undefined) {
    this.#count = count ?? (percentage === undefined ? 0 : undefined);
    this.#percentage = percentage;
  }

  isExceeded(failed: number, total: number): boolean {
    if (this.#count !== undefined && failed > this.#count) return true;
    return this.#percentage !== undefined && failed * 100 > this.#percentage * total;
  }
}
