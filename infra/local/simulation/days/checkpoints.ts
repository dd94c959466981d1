import { appendFile, readFile } from 'node:fs/promises';
import type { Execution } from '../../emulator/states/execution.ts';
import type { EmailLine } from '../../viewer/results/lines.ts';
import type { TallyCounts } from './tally.ts';

/** What was reached when an execution had ended and its results were written down. */
export type Checkpoint = {
  readonly execution: Pick<Execution, 'stateMachine' | 'name' | 'status'>;
  /** Bytes of the files that grow. */
  readonly sizes: { readonly runs: number; readonly decisions: number };
  /** Mails that the embedded SES had accepted, and told of. */
  readonly toldMails: number;
  readonly listingMails: readonly EmailLine[];
  readonly tally: TallyCounts;
};

/** How far a simulation came: a line after each execution, so that another process can go on after the last of them. */
export class Checkpoints {
  readonly #file: string;
  readonly #ended: ReadonlySet<string>;
  /** Those of a process before this one. */
  readonly earlier: readonly Checkpoint[];

  private constructor(file: string, earlier: readonly Checkpoint[]) {
    this.#file = file;
    this.earlier = earlier;
    this.#ended = new Set(earlier.map(({ execution: { stateMachine, name } }) => `${stateMachine}:${name}`));
  }

  /** Goes on with a file, or begins it. A line that was not finished when its process was killed is no line. */
  static async open(file: string): Promise<Checkpoints> {
    const text = await readFile(file, 'utf8').catch(() => '');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    return new Checkpoints(file, whole.split('\n').filter(Boolean).flatMap(parsed));
  }

  get last(): Checkpoint | undefined {
    return this.earlier.at(-1);
  }

  /** Whether an execution had ended. */
  has(stateMachine: string, name: string): boolean {
    return this.#ended.has(`${stateMachine}:${name}`);
  }

  /** Begins a line of its own: one before it may be unfinished. */
  async add(checkpoint: Checkpoint): Promise<void> {
    await appendFile(this.#file, `\n${JSON.stringify(checkpoint)}\n`);
  }
}

/** An unfinished line, and what was appended after it, is no JSON. */
function parsed(line: string): Checkpoint[] {
  try {
    return [JSON.parse(line) as Checkpoint];
  } catch {
    return [];
  }
}
