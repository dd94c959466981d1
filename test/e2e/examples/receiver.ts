import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isGenuine, type SignedHeaders } from '../../../docs/examples/webhook/sign.ts';

export type Received = {
  readonly type: string;
  readonly partnerId: string;
  readonly isGenuine: boolean;
};

export type Receiver = {
  readonly url: string;
  readonly received: readonly Received[];
  close(): void;
};

/** Somebody who gets webhooks, on this machine. */
export async function startReceiver(secret: string): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const headers = request.headers as unknown as SignedHeaders;
      const { type, partnerId } = JSON.parse(body);
      received.push({ type, partnerId, isGenuine: isGenuine(secret, headers, body, Date.now() / 1_000) });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/partner-program`, received, close: () => server.close() };
}
