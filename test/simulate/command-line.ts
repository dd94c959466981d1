import { execFile } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** With WIRE=1 functions run as they are deployed, with AWS's SDKs over AWS's protocols, where a test compares that. */
export const WIRE: readonly string[] = process.env.WIRE === '1' ? ['--wire'] : [];

export type Ended = {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs a command of the project as npm does, in a process of its own, without a terminal. */
export const run = (
  command: 'simulate' | 'demo',
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> => runScript(`infra/local/${command}.ts`, args, env);

/** As npm runs them. */
const NODE_OPTIONS = ['--max-semi-space-size=16'];

/** The same of any script. @param script its path in the project */
export function runScript(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const options = { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: 1 << 24 };
    const child = execFile(
      process.execPath,
      [...NODE_OPTIONS, join(ROOT, script), ...args],
      options,
      (error, stdout, stderr) => {
        if (error && typeof child.exitCode !== 'number') return reject(error);
        resolve({ code: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });
}
