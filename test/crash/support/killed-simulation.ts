import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../../infra/local/sample/random.ts';

const COMMAND = join(import.meta.dirname, '../../../infra/local/simulate.ts');

/** Milliseconds after which the process is killed, at least; the first may come before anything is begun. */
const SHORTEST = 500;

export type Killing = {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly random: Random;
  /** How often. */
  readonly kills: number;
  /** Milliseconds after which the process is killed, at most. */
  readonly longest: number;
};

/** Runs `simulate`, kills its process (SIGKILL) and has it resumed, again and again, until it may come to its end. */
export async function simulateKilled({ args, env, random, kills, longest }: Killing): Promise<{ killed: number }> {
  let killed = 0;
  for (let start = 0; ; start += 1) {
    const resumed = start === 0 ? args : [...args, '--resume'];
    const child = spawn(process.execPath, [COMMAND, ...resumed], { env: { ...process.env, ...env } });
    const ended = endOf(child);
    if (start < kills) await Promise.race([delay(random.between(SHORTEST, longest)), ended]);
    if (start < kills && child.exitCode === null) {
      child.kill('SIGKILL');
      killed += 1;
    }
    const { code, said } = await ended;
    if (code === 0) return { killed };
    if (code !== null) throw new Error(`simulate ended with ${code}: ${said}`);
  }
}

function endOf(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = '';
  child.stderr?.on('data', (text) => {
    said += text;
  });
  child.stdout?.resume();
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}
