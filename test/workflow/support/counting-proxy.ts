import { serveLoopback } from '../../../infra/local/emulator/loopback-server.ts';
import { startDynalite } from '../../../infra/local/emulator/tables/dynalite.ts';

/** A proxy that counts the requests to DynamoDB. */
export type CountingProxy = {
  readonly endpoint: string;
  /** Requests since the start or since `forget`, by operation. */
  calls(): Record<string, number>;
  /** Requests by function: `function operation`, with `on INDEX` for an index. */
  uses(): Set<string>;
  forget(): void;
  stop(): Promise<void>;
};

export async function countingDynamoDb(): Promise<CountingProxy> {
  const counts = new Map<string, number>();
  const uses = new Set<string>();
  const embedded = await startDynalite();
  const server = await serveLoopback(async ({ headers, body }) => {
    const target = String(headers['x-amz-target']);
    const operation = target.slice(target.indexOf('.') + 1);
    const caller = /\bapp\/(\S+?)(?:-PT-|\s|$)/.exec(String(headers['user-agent']))?.[1] ?? 'somebody';
    const { IndexName } = JSON.parse(body.toString()) as { IndexName?: string };
    uses.add(`${caller} ${operation}${IndexName ? ` on ${IndexName}` : ''}`);
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    return forward(embedded.endpoint, target, String(headers.authorization), body);
  });
  return {
    endpoint: server.endpoint,
    calls: () => Object.fromEntries(counts),
    uses: () => uses,
    forget: () => counts.clear(),
    stop: async () => {
      await server.stop();
      await embedded.stop();
    },
  };
}

async function forward(endpoint: string, target: string, authorization: string, body: Buffer) {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': target,
    'x-amz-date': '20270101T000000Z',
    authorization,
  };
  const answer = await fetch(endpoint, { method: 'POST', headers, body: new Uint8Array(body) });
  return {
    status: answer.status,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Buffer.from(await answer.arrayBuffer()),
  };
}
