import { appendFile, readFile } from 'node:fs/promises';
import type { Continuation } from '../../emulator/services.ts';
import type { Execution } from '../../emulator/states/execution.ts';
import type { EmailLine } from '../../viewer/results/lines.ts';
import type { TallyCounts } from './tally.ts';

/** The progress of a simulation when an execution has ended and its results are written. */
export type Checkpoint = {
  readonly execution: Pick<Execution, 'stateMachine' | 'name' | 'status'>;
  /** Sizes of the growing files, in bytes. */
  readonly sizes: { readonly runs: number; readonly decisions: number; readonly events: number };
  /** What the emulator had published, and functions had taken. */
  readonly told: Continuation;
  readonly listingMails: readonly EmailLine[];
  readonly tally: TallyCounts;
};

/**
 * The progress of a simulation: a line after each execution, so that another process can continue after the last of
 * them.
 */
export class Checkpoints {
  readonly #file: string;
  readonly #recorded: ReadonlySet<string>;
  /** Those of an earlier process. */
  readonly earlier: readonly Checkpoint[];

  private constructor(file: string, earlier: readonly Checkpoint[]) {
    this.#file = file;
    this.earlier = earlier;
    this.#recorded = new Set(earlier.map(({ execution: { stateMachine, name } }) => `${stateMachine}:${name}`));
  }

  /** Opens or creates the file. An unfinished line, of a process that was killed, is ignored. */
  static async open(file: string): Promise<Checkpoints> {
    const text = await readFile(file, 'utf8').catch(() => '');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    return new Checkpoints(file, whole.split('\n').filter(Boolean).flatMap(parseCheckpoint));
  }

  get last(): Checkpoint | undefined {
    return this.earlier.at(-1);
  }

  /** Whether an execution had ended. */
  has(stateMachine: string, name: string): boolean {
    return this.#recorded.has(`${stateMachine}:${name}`);
  }

  /** Begins with a line break: the line before may be unfinished. */
  async add(checkpoint: Checkpoint): Promise<void> {
    await appendFile(this.#file, `\n${JSON.stringify(checkpoint)}\n`);
  }
}

/** An unfinished line, and what was appended after it, is no JSON. */
function parseCheckpoint(line: string): Checkpoint[] {
  try {
    return [JSON.parse(line) as Checkpoint];
  } catch {
    return [];
  }
}
