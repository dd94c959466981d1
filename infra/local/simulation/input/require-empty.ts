import { readdir } from 'node:fs/promises';
import { UserError } from './user-error.ts';

/** Whether a state may be written into a folder. @throws UserError if it holds something, or is none */
export async function requireEmpty(option: string, dir: string): Promise<void> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UserError(`--${option}: ${dir} cannot be written: ${error.message}`);
  });
  if (names.length > 0) throw new UserError(`--${option}: ${dir} holds ${names[0]}: a state goes into an empty folder`);
}
