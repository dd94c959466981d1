import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type LoopbackRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /**
   * Whether the connection has carried a request before: it was kept alive, and may be closed by now on a real network.
   */
  readonly isReused: boolean;
};

export type LoopbackResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | Buffer;
};

export type LoopbackServer = {
  /** For example `http://127.0.0.1:34567`. */
  readonly endpoint: string;
  stop(): Promise<void>;
};

/**
 * Thrown by a handler to close the connection without a response: the client does not learn what became of its request.
 */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut';
}

/** Largest body that is read, in bytes; more is refused. */
const BODY_LIMIT_BYTES = 256 * 1024 * 1024;

/**
 * Serves HTTP on a free port of this machine, reachable from nowhere else.
 *
 * @param answer what it throws becomes a 501, which no SDK repeats, with the message in it; a {@link ConnectionCut}
 *   closes the connection
 */
export async function serveLoopback(
  answer: (request: LoopbackRequest) => Promise<LoopbackResponse> | LoopbackResponse,
): Promise<LoopbackServer> {
  const used = new WeakSet<Socket>();
  const server = createServer({ keepAliveTimeout: 60_000 }, async (incoming, outgoing) => {
    try {
      const isReused = used.has(incoming.socket);
      used.add(incoming.socket);
      const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
      const { method = 'GET', headers } = incoming;
      const response = await answer({ method, url, headers, body: await bodyOf(incoming), isReused });
      outgoing.writeHead(response.status, response.headers).end(response.body);
    } catch (error) {
      if (error instanceof ConnectionCut) return void incoming.socket.destroy();
      outgoing.writeHead(501).end(error instanceof Error ? error.message : String(error));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { endpoint: `http://127.0.0.1:${port}`, stop };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_LIMIT_BYTES) throw new Error(`the body has more than ${BODY_LIMIT_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
