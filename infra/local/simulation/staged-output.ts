import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeTemporaryFolder, removeTemporaryFolder } from './temporary-folders.ts';
import { UserError } from './user-error.ts';

export const DIRECTORY_FOLDER = 'directory';
const MONTH_FILE = /^\d{4}-\d{2}\.csv$/;

/**
 * Results are written into a folder beside the one that they are for, and moved there when all of them are complete: until
 * then that one is untouched.
 */
export class StagedOutput {
  /** Where to write. */
  readonly folder: string;
  readonly #target: string;

  private constructor(folder: string, target: string) {
    this.folder = folder;
    this.#target = target;
  }

  /** @throws UserError if `target` cannot be a folder of results */
  static async begin(target: string): Promise<StagedOutput> {
    try {
      const found = await stat(target).catch(absent);
      if (found && !found.isDirectory()) throw new UserError(`--out: ${target} is there already, and is no folder`);
      await mkdir(dirname(target), { recursive: true });
      const folder = await makeTemporaryFolder(join(dirname(target), `.${basename(target)}-`));
      await mkdir(join(folder, DIRECTORY_FOLDER));
      return new StagedOutput(folder, target);
    } catch (error) {
      if (error instanceof UserError || !(error instanceof Error)) throw error;
      throw new UserError(`--out: ${target} cannot be written: ${error.message}`);
    }
  }

  /** Moves everything to where it belongs. Results of an earlier simulation are replaced, other files are left alone. */
  async publish(): Promise<void> {
    const directory = join(this.#target, DIRECTORY_FOLDER);
    await mkdir(directory, { recursive: true });
    const outdated = (await readdir(directory)).filter((name) => MONTH_FILE.test(name));
    await Promise.all(outdated.map((name) => rm(join(directory, name))));
    const names = await readdir(this.folder, { recursive: true, withFileTypes: true });
    for (const entry of names.filter((found) => found.isFile())) {
      const file = join(entry.parentPath, entry.name);
      await rename(file, join(this.#target, file.slice(this.folder.length + 1)));
    }
    await this.discard();
  }

  /** Removes what was not published. Safe to call at any time. */
  discard(): Promise<void> {
    return removeTemporaryFolder(this.folder);
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
