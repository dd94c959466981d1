import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UserError } from '../../../infra/local/simulation/input/user-error.ts';

const run = promisify(execFile);

const NAMES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const PROBE = 'import sys; print(sys.version_info >= (3, 10)); import venv, ensurepip';

/** A Python that can make virtual environments. @throws UserError in one line */
export async function findPython(): Promise<string> {
  const found = await Promise.all(NAMES.map(async (name) => ({ name, said: await say(name, ['-c', PROBE]) })));
  const fit = found.find(({ said }) => said.ok && said.text.startsWith('True'));
  if (fit) return fit.name;
  const lacksVenv = found.some(({ said }) => said.text.startsWith('True'));
  throw new UserError(
    lacksVenv
      ? 'e2e: this Python cannot make virtual environments; install its venv package (Debian, Ubuntu: apt install python3-venv)'
      : 'e2e: needs Python 3.10 or newer on the PATH for the emulator (or set AWS_ENDPOINT_URL to an emulator that runs)',
  );
}

/**
 * Runs a command to its end.
 *
 * @throws UserError that begins with `failure` and ends with the last words of the command
 */
export async function runOrSay(failure: string, command: string, args: readonly string[]): Promise<void> {
  const { ok, text } = await say(command, args);
  if (!ok) throw new UserError(`e2e: ${failure}: ${text.trim().split('\n').slice(-3).join(' ')}`);
}

/** @returns whether it exited with 0, and what it said, its errors last */
async function say(command: string, args: readonly string[]): Promise<{ ok: boolean; text: string }> {
  try {
    const { stdout } = await run(command, args, { timeout: 180_000 });
    return { ok: true, text: stdout };
  } catch (error) {
    const { stdout = '', stderr = '', message = '' } = error as { stdout?: string; stderr?: string; message?: string };
    return { ok: false, text: `${stdout}${stderr || message}` };
  }
}
