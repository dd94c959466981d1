import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { environmentOf, type Target } from '../aws/target.ts';
import { ROOT } from '../run/context.ts';

export type Reindexed = {
  readonly code: number;
  readonly output: Readonly<Record<string, unknown>> | undefined;
};

/** Runs `npm run reindex` against the target. */
export function reindex(target: Target, args: readonly string[]): Promise<Reindexed> {
  const program = join(ROOT, 'infra/operator/reindex.ts');
  return new Promise((resolve) => {
    const options = ['--stage', 'local', '--reason', 'e2e', ...args];
    execFile(process.execPath, [program, ...options], { env: environmentOf(target) }, (error, stdout, stderr) => {
      if (error) console.log(`${stdout}${stderr}`);
      const json = stdout.indexOf('{');
      resolve({ code: Number(error?.code ?? 0), output: json < 0 ? undefined : JSON.parse(stdout.slice(json)) });
    });
  });
}
