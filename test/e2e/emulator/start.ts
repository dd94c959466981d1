import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { until } from '../../../infra/account/until.ts';
import { UserError } from '../../../infra/local/simulation/input/user-error.ts';
import { freePort } from './free-port.ts';
import { EMULATOR, installEmulator } from './install.ts';

const PATIENCE = { forMs: 60_000, everyMs: 100 };
const LAST_LINES = 15;

export type Emulator = {
  readonly endpoint: string;
  /** Safe to call twice. */
  stop(): Promise<void>;
};

/** Starts the emulator, empty, on the loopback interface. @param port 0: any @throws UserError in plain words */
export async function startEmulator(cacheDir: string, port: number): Promise<Emulator> {
  const command = await installEmulator(cacheDir);
  const free = await freePort(port);
  const endpoint = `http://127.0.0.1:${free}`;
  const log = join(cacheDir, 'emulator.log');
  const child = launch(command, cacheDir, free, log);
  const emulator = { endpoint, stop: () => stop(child) };
  if (await until(async () => (await answers(endpoint, child)) || undefined, PATIENCE)) {
    if (child.exitCode === null) return emulator;
  }
  await emulator.stop();
  throw new UserError(`e2e: ${EMULATOR} did not start; the end of ${log}:\n${endOf(log)}`);
}

/**
 * It runs functions on the first `node` of its PATH: that must be the Lambda runtime's, which runs this program, too.
 */
function launch(command: string, cacheDir: string, port: number, log: string): ChildProcess {
  const output = openSync(log, 'w');
  const known = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const env = {
    ...Object.fromEntries(known),
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
  };
  const child = spawn(command, [], { cwd: cacheDir, env, stdio: ['ignore', output, output] });
  child.on('error', () => {});
  closeSync(output);
  return child;
}

/** True as soon as there is no use in waiting any longer, too. */
async function answers(endpoint: string, { exitCode, pid }: ChildProcess): Promise<boolean> {
  if (exitCode !== null || pid === undefined) return true;
  return fetch(`${endpoint}/_ministack/health`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const impatient = setTimeout(() => child.kill('SIGKILL'), 5_000);
    child.once('exit', () => resolve(clearTimeout(impatient)));
    child.kill('SIGTERM');
  });
}

const endOf = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n');
