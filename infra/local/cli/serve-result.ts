import { once } from 'node:events';
import { createServer } from 'node:net';
import { ViewerError } from '../viewer/errors.ts';
import {
  type ServedViewer,
  serveViewer,
  type ViewedResults,
  type ViewerSource,
} from '../viewer/server/serve-viewer.ts';

const HOST = '127.0.0.1';

/** Checks before the simulation that the port is free. @throws ViewerError if it is not */
export async function requireFreePort(port: number): Promise<void> {
  const server = createServer();
  try {
    server.listen(port, HOST);
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === 'EADDRINUSE' ? 'is taken: choose another, or stop what uses it' : `cannot be used (${code})`;
    throw new ViewerError(code === 'EADDRINUSE' ? 'port-taken' : 'port-refused', `--port: ${port} ${what}`, error);
  } finally {
    server.close();
  }
}

/** Serves the page of a simulation from before its first day on, so that it fills as the days pass. @throws ViewerError */
export async function serveWhileRunning(source: ViewerSource): Promise<ServedViewer> {
  const viewer = await serveViewer(source);
  process.stderr.write(`open ${viewer.url} to see the days as they pass\n`);
  return viewer;
}

/** Shows the results until Ctrl+C is pressed. @throws ViewerError */
export async function showUntilInterrupted(viewer: ServedViewer, results: ViewedResults): Promise<void> {
  await viewer.show(results);
  process.removeAllListeners('SIGINT');
  process.stdout.write(`\nopen ${viewer.url} (Ctrl+C ends it)\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await viewer.close();
}

/** `port`: 0 for any free one. */
export type ServeOptions = Pick<ViewerSource, 'outDir' | 'mailDir' | 'port' | 'partnersFile'>;

/** Serves the viewer until Ctrl+C is pressed. @throws ViewerError */
export async function serveUntilInterrupted(options: ServeOptions): Promise<void> {
  await showUntilInterrupted(await serveViewer(options), options);
}
