import { createServer } from 'node:net';
import { UserError } from '../../../infra/local/simulation/input/user-error.ts';

/**
 * A port of the loopback interface that nobody listens on: the one asked for, or any.
 *
 * @throws UserError if it is taken
 */
export function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const why = code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${message})`;
      reject(new UserError(`e2e: port ${wanted} ${why}; choose another one with --port`));
    });
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : wanted;
      server.close(() => resolve(port));
    });
  });
}
