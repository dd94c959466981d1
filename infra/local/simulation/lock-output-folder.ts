import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from './input/user-error.ts';

const DIGITS = 24;

/**
 * Locks the folder for as long as this process lives, so that no other simulation writes to it: the process listens on
 * a socket named after the folder, which, unlike a file with a process number, cannot outlive it.
 *
 * @throws UserError if another process holds the lock
 */
export async function lockOutputFolder(folder: string): Promise<void> {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, DIGITS);
  const path = join(tmpdir(), `partner-program-${name}.sock`);
  if (await isListening(path))
    throw new UserError(`--out: another simulation is writing to ${folder}; wait for it, or choose another folder`);
  await rm(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    const server = createServer((socket) => socket.destroy()).unref();
    server.once('error', reject).listen(path, resolve);
  });
}

function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
