import { isDeepStrictEqual } from 'node:util';

/** Characters of a value that a line shows. */
const SHOWN = 400;

type Counts = {
  passed: number;
  failed: number;
  skipped: number;
};

/** What was looked at and found, a line each. */
export class Checks {
  readonly #suites = new Map<string, Counts>();
  #suite = 'e2e';

  /** What follows belongs to `suite`: a word without spaces. */
  begin(suite: string): void {
    this.#suite = suite;
    console.log(`\n== ${suite}`);
  }

  /** A named check. `got` and `expected` are shown when it does not hold. */
  that(name: string, holds: boolean, got: unknown, expected: unknown): void {
    this.#counts[holds ? 'passed' : 'failed'] += 1;
    console.log(holds ? `ok ${name}` : `not ok ${name}: got ${shown(got)}, expected ${shown(expected)}`);
  }

  equal(name: string, got: unknown, expected: unknown): void {
    this.that(name, isDeepStrictEqual(got, expected), got, expected);
  }

  matches(name: string, got: unknown, expected: RegExp): void {
    this.that(name, expected.test(String(got)), got, expected);
  }

  /** Two sets of lines are the same; shows what only one side has. */
  sameLines(name: string, got: readonly string[], expected: readonly string[]): void {
    const [had, wanted] = [new Set(got), new Set(expected)];
    const tooMuch = got.filter((line) => !wanted.has(line));
    const missing = expected.filter((line) => !had.has(line));
    const holds = tooMuch.length === 0 && missing.length === 0 && got.length === expected.length;
    const differences = { lines: got.length, tooMuch: tooMuch.slice(0, 3), missing: missing.slice(0, 3) };
    this.that(`${name} (${expected.length})`, holds, differences, `${expected.length} lines`);
  }

  /** A failure that no check foresaw. */
  failed(name: string, error: unknown): void {
    this.#counts.failed += 1;
    console.log(`not ok ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  /** Something that the emulator cannot do, and what was done instead. */
  gap(what: string): void {
    this.#counts.skipped += 1;
    console.log(`emulator ${what}`);
  }

  note(text: string): void {
    console.log(`   ${text}`);
  }

  get total(): Counts {
    const sum = (name: keyof Counts) => [...this.#suites.values()].reduce((all, counts) => all + counts[name], 0);
    return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  }

  get suites(): Record<string, Counts> {
    return Object.fromEntries(this.#suites);
  }

  get #counts(): Counts {
    const counts = this.#suites.get(this.#suite) ?? { passed: 0, failed: 0, skipped: 0 };
    this.#suites.set(this.#suite, counts);
    return counts;
  }
}

function shown(value: unknown): string {
  if (value instanceof RegExp) return String(value);
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
