/** A service that takes a request and never answers: the functions' clients give up, and go on. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mailClient, openTable } from '../../../shared/lambda/clients.ts';

let server: Server;
let requests = 0;
/** Which requests get an answer, by their number. */
let answers: (request: number) => string | null = () => null;

beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    requests += 1;
    const answer = answers(requests);
    incoming.resume();
    if (answer === 'begun') outgoing.writeHead(200, { 'content-length': 100 }).write('{"Item"');
    else if (answer !== null) outgoing.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', url);
  vi.stubEnv('AWS_ENDPOINT_URL_SES', url);
});
afterAll(() => {
  vi.unstubAllEnvs();
  server?.closeAllConnections();
  server?.close();
});

describe('a request that is never answered', () => {
  it.each([
    ['no answer', null],
    ['half of an answer', '{"Item":{"pk":{"S"'],
    ['an answer that begins, and stops', 'begun'],
  ])('is repeated if it goes to the table, %s', async (_, first) => {
    requests = 0;
    answers = (request) => (request === 1 ? first : '{}');
    expect(await openTable('t').get({ pk: 'p', sk: 's' })).toBeNull();
    expect(requests).toBe(2);
  });

  it('is given up and not repeated if it goes to SES: the mail may have been sent', async () => {
    requests = 0;
    answers = () => null;
    const send = new SendRawEmailCommand({ RawMessage: { Data: new Uint8Array([1]) } });
    await expect(mailClient().send(send)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(requests).toBe(1);
  });
});
