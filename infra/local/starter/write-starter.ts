import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatValue } from '../../../shared/domain/core/problem.ts';
import { UserError } from '../simulation/input/user-error.ts';

/** The folder of import files that a user begins with; its README.md is generated (docs/generator/starter.ts). */
export const STARTER = join(import.meta.dirname, 'files');

/**
 * Copies the starter folder to `dir`, which is made when missing: all of it or nothing.
 *
 * @returns the names of the files
 * @throws UserError if there is anything in `dir`, or if it cannot be written
 */
export async function writeStarter(dir: string): Promise<string[]> {
  const names = (await readdir(STARTER)).sort();
  const beside = `${dir}.unfinished-${process.pid}`;
  try {
    await mkdir(dir, { recursive: true });
    const [first] = (await readdir(dir)).sort();
    if (first !== undefined)
      throw new UserError(`init: ${dir} holds ${formatValue(first)}; allowed: a folder that is empty or not there yet`);
    await mkdir(beside);
    for (const name of names) await copyFile(join(STARTER, name), join(beside, name));
    await rename(beside, dir);
    return names;
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error;
    throw new UserError(`init: ${dir} cannot be written: ${error.message}`);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}
