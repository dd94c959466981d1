import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { environmentOf, type Target } from '../aws/target.ts';
import { ROOT } from '../run/context.ts';

export type Said = {
  readonly code: number;
  readonly said: string;
  /** What the lines that begin with a word say, in the order of the alphabet. */
  lines(word: string): string[];
};

/** Runs `npm run restored-table` against the target. */
export function restoredTable(target: Target, args: readonly string[]): Promise<Said> {
  const program = join(ROOT, 'infra/operator/restored-table.ts');
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { env: environmentOf(target) }, (error, stdout, stderr) => {
      const said = `${stdout}${stderr}`;
      const linesOf = (word: string) =>
        said.split('\n').flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length).trim()] : []));
      resolve({ code: Number(error?.code ?? 0), said, lines: (word) => linesOf(word).sort() });
    });
  });
}
