import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { UserError } from '../../simulation/input/user-error.ts';
import { assumptionArguments } from '../values/assumption.ts';
import type { Simulations } from './compare-options.ts';

/** The exit code of `simulate` for wrong options and files. */
const BAD_INPUT = 2;
const SCRIPT = join(import.meta.dirname, '../../simulate.ts');

/**
 * Simulates in a process of its own, so that the memory of one simulation is free for the next. Its progress is shown.
 *
 * @throws UserError for what the user got wrong, Error for what is wrong with this machine; it has said what
 */
export async function simulateInProcess(
  { dataDir, period, assumption, resume }: Simulations,
  configFile: string,
  outDir: string,
): Promise<void> {
  const args = [
    ...['--data', dataDir, '--config', configFile, '--from', period.from, '--to', period.to, '--out', outDir],
    ...assumptionArguments(assumption),
    ...['--keep-mails', 'no'],
    ...(resume ? ['--resume'] : []),
  ];
  const child = spawn(process.execPath, [...process.execArgv, SCRIPT, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = await once(child, 'exit');
  if (code === 0) return;
  const problem = `the simulation into ${outDir} ended with ${signal ?? code}`;
  throw code === BAD_INPUT ? new UserError(`compare: ${problem}`) : new Error(problem);
}
