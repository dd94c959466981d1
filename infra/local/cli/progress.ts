/** A line on a terminal that is rewritten while something runs. Nothing is printed where there is no terminal. */
const DELAY_MS = 2_000;
const REFRESH_MS = 100;
/** For a terminal that does not report its width. */
const DEFAULT_COLUMNS = 80;

export type Terminal = {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
};

export class Progress {
  readonly #terminal: Terminal;
  readonly #now: () => number;
  readonly #startedAt: number;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #isDrawn = false;

  /** @param now milliseconds of a monotonic clock */
  constructor(terminal: Terminal = process.stderr, now: () => number = () => performance.now()) {
    this.#terminal = terminal;
    this.#now = now;
    this.#startedAt = now();
  }

  /** Milliseconds since the start. */
  get elapsed(): number {
    return this.#now() - this.#startedAt;
  }

  /** Shows `line` in place of the one before, once the work has taken more than two seconds. */
  show(line: () => string): void {
    const now = this.#now();
    if (!this.#terminal.isTTY || now - this.#startedAt < DELAY_MS || now - this.#drawnAt < REFRESH_MS) return;
    this.#drawnAt = now;
    this.#isDrawn = true;
    this.#terminal.write(`\r\u001b[2K${line().slice(0, (this.#terminal.columns || DEFAULT_COLUMNS) - 1)}`);
  }

  /** Removes the line. */
  end(): void {
    if (this.#isDrawn) this.#terminal.write('\r\u001b[2K');
    this.#isDrawn = false;
  }
}
