import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPython, runOrSay } from './python.ts';

/** The emulator, from PyPI. Its gaps are those that the checks name: look at them again with another version. */
export const EMULATOR = 'ministack==1.5.33';

/** Installs the emulator into a virtual environment of its own, once. @returns the command that starts it */
export async function installEmulator(cacheDir: string): Promise<string> {
  const folder = join(cacheDir, EMULATOR.replace('==', '-'));
  const done = join(folder, 'installed');
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(cacheDir, { recursive: true });
    await runOrSay('cannot make a virtual environment', await findPython(), ['-m', 'venv', folder]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', EMULATOR];
    await runOrSay(`pip cannot install ${EMULATOR}`, join(folder, 'bin/python'), pip);
    writeFileSync(done, '');
  }
  return join(folder, 'bin/ministack');
}
