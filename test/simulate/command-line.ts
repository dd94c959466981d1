import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { demoCommand } from '../../infra/local/cli/demo-command.ts';
import { initCommand } from '../../infra/local/cli/init-command.ts';
import { prepareCommand } from '../../infra/local/cli/prepare-data/prepare-command.ts';
import { simulateCommand } from '../../infra/local/cli/simulate-command.ts';
import { UserError } from '../../infra/local/simulation/input/user-error.ts';
import { ViewerError } from '../../infra/local/viewer/errors.ts';

export const ROOT = join(import.meta.dirname, '../..');

/** With DEEP=1, in `npm run test:deep`, runs what takes too long for `npm test`. */
export const DEEP = process.env.DEEP === '1';

/** Then functions run as they are deployed, with AWS's SDKs over AWS's protocols, where a test compares that. */
export const WIRE: readonly string[] = DEEP ? ['--wire'] : [];

export type Ended = {
  readonly code: number;
  readonly stdout: string;
  /** Without the progress that a long run tells every ten seconds. */
  readonly stderr: string;
};

/** Runs a command of the project as npm does, in a process of its own, without a terminal. */
export const run = (
  command: keyof typeof COMMANDS,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> => runScript(`infra/local/${command}.ts`, args, env);

/**
 * What a command says in this process about what the user got wrong: what `run` would find in its standard error, with
 * exit code 2.
 * @throws if it succeeds, and any other error
 */
export async function refusalBy(command: keyof typeof COMMANDS, args: readonly string[]): Promise<string> {
  try {
    await COMMANDS[command]([...args]);
  } catch (error) {
    if (error instanceof UserError || error instanceof ViewerError) return error.message;
    throw error;
  }
  throw new Error(`${command} ${args.join(' ')}: was not refused`);
}

const COMMANDS = { simulate: simulateCommand, demo: demoCommand, init: initCommand, 'prepare-data': prepareCommand };

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
        resolve({ code: child.exitCode ?? -1, stdout, stderr: stderr.replace(/^progress .*\n/gm, '') });
      },
    );
  });
}
