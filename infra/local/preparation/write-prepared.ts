/** Writes what was prepared. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { formatValue } from '../../../shared/domain/core/problem.ts';
import { fileNameOf, KINDS } from '../../../shared/import/files.ts';
import { UserError } from '../simulation/input/user-error.ts';
import type { Change } from './findings.ts';

export const CHANGES_FILE = 'changes.csv';

/** Where a file is while it is being written. */
const besideOf = (name: string): string => `.${name}.unfinished`;

/**
 * A folder that an earlier preparation wrote may be written again. @throws UserError for any other that holds something
 */
export async function requireOwnFolder(dir: string): Promise<void> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw new UserError(`prepare-data: --to: ${dir} cannot be written: ${error.message}`);
  });
  // A preparation that was stopped at its beginning has written no more than this.
  const others = names.filter((name) => name !== besideOf(CHANGES_FILE));
  if (others.length === 0 || names.includes(CHANGES_FILE)) return;
  throw new UserError(
    `prepare-data: --to: ${dir} holds ${formatValue(others.sort()[0])}; allowed: a folder that is empty, not there yet, or written by an earlier prepare-data`,
  );
}

/**
 * Writes the files and the table of changes; import files of an earlier preparation that are not made any more are
 * removed. A file is there whole or not at all. The table of changes comes first: by it the folder is known as one that
 * may be written again.
 *
 * @throws UserError
 */
export async function writePrepared(
  dir: string,
  files: ReadonlyMap<string, string | Buffer>,
  changes: readonly Change[],
): Promise<void> {
  const rows = changes.map(({ file, row, column, from, to, why }) => [file, row, column, from, to, why]);
  const table = stringify([['file', 'row', 'column', 'from', 'to', 'why'], ...rows]);
  try {
    await mkdir(dir, { recursive: true });
    for (const [name, content] of [[CHANGES_FILE, table] as const, ...files]) {
      const beside = join(dir, besideOf(name));
      await writeFile(beside, content);
      await rename(beside, join(dir, name));
    }
    const gone = KINDS.map(fileNameOf).filter((name) => !files.has(name));
    for (const name of gone.flatMap((name) => [name, besideOf(name)])) await rm(join(dir, name), { force: true });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError(`prepare-data: --to: ${dir} cannot be written: ${error.message}`);
  }
}
