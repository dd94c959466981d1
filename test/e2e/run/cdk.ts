import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { environmentOf, type Target } from '../aws/target.ts';
import { CACHE, ROOT } from './context.ts';

const LONGEST_MS = 240_000;

export type CdkRun = {
  readonly code: number;
  /** Standard output and errors, as they came. */
  readonly said: string;
};

/**
 * Runs the CDK command line on the real app, against the target; what it says is kept in `.cache/e2e/cdk-<name>.log`.
 */
export async function cdk(target: Target, name: string, args: readonly string[]): Promise<CdkRun> {
  const command = join(ROOT, 'node_modules/.bin/cdk');
  const env = { ...environmentOf(target), NO_COLOR: '1', CI: 'true' };
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST_MS });
  const log = createWriteStream(join(CACHE, `cdk-${name}.log`));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      log.write(text);
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) => resolve(exit ?? -1));
  });
  log.end();
  return { code, said };
}

/** The last lines, for a check that fails. */
export const lastLines = ({ said }: CdkRun): string => said.trimEnd().split('\n').slice(-6).join('\n');
