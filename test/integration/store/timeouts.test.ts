/** A service that takes a request and never answers: the functions' clients give up, and go on. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mailClient, openTable } from '../../../shared/lambda/clients.ts';
import { openObjectStore } from '../../../shared/lambda/object-store.ts';

let server: Server;
/** What each table, and SES (`ses`), answers to its nth request, from 1. */
const answers: Record<string, (request: number) => string | null> = {};
const requests: Record<string, number> = {};

beforeAll(async () => {
  server = createServer(async (incoming, outgoing) => {
    const to = TABLE.exec(await text(incoming))?.[1] ?? 'ses';
    const request = (requests[to] ?? 0) + 1;
    requests[to] = request;
    const answer = answers[to]?.(request) ?? null;
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

const TABLE = /"TableName":"(.+?)"/;

// At the same time: each waits for seconds.
describe.concurrent('a request that is never answered', () => {
  it.each([
    ['no answer', 'silent', null],
    ['half of an answer', 'half', '{"Item":{"pk":{"S"'],
    ['an answer that begins, and stops', 'stopping', 'begun'],
  ])('is repeated if it goes to the table, %s', async (_, table, first) => {
    answers[table] = (request) => (request === 1 ? first : '{}');
    expect(await openTable({ TABLE_NAME: table, INDEX_SHARDS: 4 }).get({ pk: 'p', sk: 's' })).toBeNull();
    expect(requests[table]).toBe(2);
  });

  it('is given up and not repeated if it goes to SES: the mail may have been sent', async () => {
    const send = new SendRawEmailCommand({ RawMessage: { Data: new Uint8Array([1]) } });
    await expect(mailClient().send(send)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(requests.ses).toBe(1);
  });
});

describe('a connection that is closed while it is idle', () => {
  /** The nth request on a connection, from 1. */
  const places: number[] = [];
  let closing: Server;

  beforeAll(async () => {
    const requestsOn = new WeakMap<Socket, number>();
    closing = createServer((incoming, outgoing) => {
      const place = (requestsOn.get(incoming.socket) ?? 0) + 1;
      requestsOn.set(incoming.socket, place);
      places.push(place);
      incoming.resume();
      if (place > 1) return void incoming.socket.destroy();
      outgoing.writeHead(200, { 'content-type': 'text/xml' }).end(SENT);
    });
    await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(closing.address() as AddressInfo).port}`;
    vi.stubEnv('AWS_ENDPOINT_URL_SES', url);
    vi.stubEnv('AWS_ENDPOINT_URL_S3', url);
  });
  afterAll(() => {
    closing?.closeAllConnections();
    closing?.close();
  });

  it('is never met by a mail: none is sent on a connection that was idle for more than a second', async () => {
    places.length = 0;
    let now = 0;
    const client = mailClient(() => now);
    for (let mail = 0; mail < 3; mail += 1) {
      now += 1_001;
      const send = new SendRawEmailCommand({ RawMessage: { Data: new Uint8Array([1]) } });
      expect(await client.send(send)).toMatchObject({ MessageId: 'm-1' });
    }
    expect(places).toEqual([1, 1, 1]);
  });

  it('is used again by a mail within the second', async () => {
    places.length = 0;
    const client = mailClient(() => 0);
    const send = () => client.send(new SendRawEmailCommand({ RawMessage: { Data: new Uint8Array([1]) } }));
    await send();
    // The server cuts every connection at its second request.
    await expect(send()).rejects.toThrow();
    expect(places).toEqual([1, 2]);
  });

  it('costs an object no more than a second request', async () => {
    places.length = 0;
    const store = openObjectStore('reports');
    for (let key = 0; key < 3; key += 1) await store.put(`${key}.jsonl`, '{}');
    expect(places.filter((place) => place === 1)).toHaveLength(3);
    expect(places).toContain(2);
  });
});

const SENT =
  '<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>m-1</MessageId></SendRawEmailResult></SendRawEmailResponse>';
