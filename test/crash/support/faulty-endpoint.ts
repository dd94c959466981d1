import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from '../../../infra/local/sample/random.ts';

/** What becomes of a request to an endpoint, or of its answer. */
export const TROUBLES = [
  /** The connection breaks before the request arrives. */
  'request lost',
  /** It is carried out, and the connection breaks before the answer. */
  'answer lost',
  /** It is carried out, and the connection breaks in the middle of the answer. */
  'answer cut',
  /** It is carried out, and what arrives of the answer ends in its middle as if it were all. */
  'answer truncated',
  'answer late',
  'error 500',
  'error 503',
  'throttled',
] as const;
export type Trouble = (typeof TROUBLES)[number];

export type Carried = {
  readonly body: Buffer;
  readonly fault: Trouble | null;
};

const LATE_MS = 300;

/** Stands between a client and an HTTP endpoint, and disturbs some requests. */
export class FaultyEndpoint {
  readonly url: string;
  /** How often each fault was made. */
  readonly made: ReadonlyMap<Trouble, number>;
  readonly #server: Server;

  private constructor(server: Server, made: Map<Trouble, number>) {
    this.#server = server;
    this.made = made;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /**
   * @param percent of the requests that are disturbed
   * @param carried told of every request that the endpoint carried out
   */
  static async start(
    target: string,
    random: Random,
    percent: number,
    carried: (request: Carried) => void = () => {},
  ): Promise<FaultyEndpoint> {
    const made = new Map<Trouble, number>();
    const server = createServer({ keepAliveTimeout: 60_000 }, async (incoming, outgoing) => {
      const fault = random.chance(percent) ? random.pick(TROUBLES) : null;
      if (fault !== null) made.set(fault, (made.get(fault) ?? 0) + 1);
      const body = await bodyOf(incoming);
      if (isBefore(fault)) return refuse(incoming, outgoing, fault);
      const answer = await forward(target, incoming, body).catch(() => null);
      if (answer === null) return void incoming.socket.destroy();
      if (answer.status < 300) carried({ body, fault });
      await reply(incoming, outgoing, answer, fault);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FaultyEndpoint(server, made);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

type Before = Extract<Trouble, 'request lost' | 'error 500' | 'error 503' | 'throttled'>;

const BEFORE: readonly (Trouble | null)[] = ['request lost', 'error 500', 'error 503', 'throttled'];
const isBefore = (fault: Trouble | null): fault is Before => BEFORE.includes(fault);

function refuse(incoming: IncomingMessage, outgoing: ServerResponse, fault: Before): void {
  if (fault === 'request lost') return void incoming.socket.destroy();
  const isDynamoDb = incoming.headers['x-amz-target'] !== undefined;
  if (fault === 'throttled') {
    const [type, body] = isDynamoDb
      ? [
          'application/x-amz-json-1.0',
          '{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"x"}',
        ]
      : [
          'text/xml',
          '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>x</Message></Error></ErrorResponse>',
        ];
    outgoing.writeHead(400, { 'content-type': type }).end(body);
  } else outgoing.writeHead(fault === 'error 500' ? 500 : 503, { 'content-type': 'text/plain' }).end('broken');
}

async function reply(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { status, type, body }: { status: number; type: string; body: Buffer },
  fault: Trouble | null,
): Promise<void> {
  const half = body.subarray(0, body.length >> 1);
  const headers = { 'content-type': type };
  if (fault === 'answer lost') return void incoming.socket.destroy();
  if (fault === 'answer cut') {
    outgoing.writeHead(status, { ...headers, 'content-length': body.length });
    return void outgoing.write(half, () => incoming.socket.destroy());
  }
  if (fault === 'answer late') await new Promise((resolve) => setTimeout(resolve, LATE_MS));
  outgoing.writeHead(status, headers).end(fault === 'answer truncated' ? half : body);
}

async function forward(target: string, { method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer) {
  const { host: _host, connection: _connection, 'content-length': _length, ...rest } = headers;
  const answer = await fetch(`${target}${url}`, {
    method,
    headers: rest as Record<string, string>,
    ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
  });
  const type = answer.headers.get('content-type') ?? 'text/plain';
  return { status: answer.status, type, body: Buffer.from(await answer.arrayBuffer()) };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
