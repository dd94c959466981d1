/**
 * What is being done, from the first moment on: on a terminal a line that is rewritten, elsewhere (a log, CI) a line
 * every ten seconds.
 */
const REFRESH_MS = 100;
/** Redrawn though nothing was told: the time goes on. */
const TICK_MS = 1_000;
const LOG_MS = 10_000;
/** For a terminal that does not report its width. */
const DEFAULT_COLUMNS = 80;

export type Terminal = {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
};

export class Progress {
  readonly #terminal: Terminal;
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  #line: (() => string) | null = null;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #isDrawn = false;

  constructor(terminal: Terminal = process.stderr) {
    this.#terminal = terminal;
    this.#timer = setInterval(() => this.#write(), terminal.isTTY ? TICK_MS : LOG_MS).unref();
  }

  /** Milliseconds since the start. */
  get elapsed(): number {
    return performance.now() - this.#startedAt;
  }

  /** Shows `line` in place of the one before, until another one is shown. */
  show(line: () => string): void {
    this.#line = line;
    if (this.#terminal.isTTY && performance.now() - this.#drawnAt >= REFRESH_MS) this.#write();
  }

  #write(): void {
    if (this.#line === null) return;
    const { isTTY, columns } = this.#terminal;
    this.#drawnAt = performance.now();
    this.#isDrawn = true;
    const text = `${time(this.elapsed)}  ${this.#line()}`;
    // Work that does not wait keeps the timer waiting: the line may come late, and never twice.
    this.#terminal.write(
      isTTY ? `\r\u001b[2K${text.slice(0, (columns || DEFAULT_COLUMNS) - 1)}` : `progress ${text}\n`,
    );
  }

  /** Removes the line, and shows none from now on. */
  end(): void {
    clearInterval(this.#timer);
    this.#line = null;
    if (this.#isDrawn && this.#terminal.isTTY) this.#terminal.write('\r\u001b[2K');
    this.#isDrawn = false;
  }
}

/** "0:07", "12:34", hours as minutes. @param milliseconds of a duration */
export function time(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
