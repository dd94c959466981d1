import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliver } from '../../../docs/examples/webhook/deliver.ts';
import { isGenuine, signedHeaders } from '../../../docs/examples/webhook/sign.ts';

/** Of the reference libraries of Standard Webhooks. */
const KNOWN = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: 1614265330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const NOW = Date.parse('2027-03-02T08:00:00Z');

describe('the signature of a webhook', () => {
  const headers = signedHeaders(KNOWN.secret, KNOWN.id, KNOWN.at, KNOWN.body);

  it('is that of Standard Webhooks', () => {
    expect(headers).toEqual({
      'webhook-id': KNOWN.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': KNOWN.signature,
    });
    expect(isGenuine(KNOWN.secret, headers, KNOWN.body, KNOWN.at)).toBe(true);
  });

  it('is one of several while the secret is replaced', () => {
    const both = { ...headers, 'webhook-signature': `v1,${'A'.repeat(43)}= ${KNOWN.signature}` };
    expect(isGenuine(KNOWN.secret, both, KNOWN.body, KNOWN.at)).toBe(true);
  });

  it.each([
    ['another body', headers, '{"test": 2432232315}', KNOWN.at],
    ['another id', { ...headers, 'webhook-id': 'msg_2' }, KNOWN.body, KNOWN.at],
    ['a copy that is five minutes old', headers, KNOWN.body, KNOWN.at + 301],
    ['a time to come', headers, KNOWN.body, KNOWN.at - 301],
    ['no time', { ...headers, 'webhook-timestamp': 'now' }, KNOWN.body, KNOWN.at],
    ['no signature', { ...headers, 'webhook-signature': '' }, KNOWN.body, KNOWN.at],
    [
      'a signature of another kind',
      { ...headers, 'webhook-signature': KNOWN.signature.replace('v1', 'v0') },
      KNOWN.body,
      KNOWN.at,
    ],
  ])('is not that of %s', (_, given, body, now) => {
    expect(isGenuine(KNOWN.secret, given, body, now)).toBe(false);
  });

  it('needs the secret as it is meant to be', () => {
    expect(() => signedHeaders('a password', 'id', KNOWN.at, '')).toThrow(/whsec_/);
  });
});

describe('the delivery of an event', () => {
  let server: Server;
  let answers: number[];
  let got: { headers: IncomingHttpHeaders; body: string }[];

  beforeEach(async () => {
    answers = [];
    got = [];
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        got.push({ headers: request.headers, body });
        response.writeHead(answers.shift() ?? 204, { location: 'https://elsewhere.example.com/' }).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const EVENT = { id: 'Table/partner/P-1#17', type: 'membership.expired', data: { note: 'Zürich' } };
  const send = () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    return deliver(EVENT, { url, secret: KNOWN.secret }, NOW);
  };

  it('arrives with a signature over the very bytes that arrive', async () => {
    await send();
    const [{ headers, body } = { headers: {}, body: '' }] = got;
    expect(JSON.parse(body)).toEqual(EVENT);
    // As a receiver does that has only read the specification.
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const key = Buffer.from(KNOWN.secret.slice('whsec_'.length), 'base64');
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
    expect(headers['webhook-timestamp']).toBe('1803974400');
    expect(headers['webhook-id']).toBe(EVENT.id);
  });

  it.each([500, 404, 302])(
    'fails, so that it comes again under the same id, when the receiver answers %d',
    async (status) => {
      answers = [status];
      await expect(send()).rejects.toThrow();
      await send();
      expect(got.map(({ headers }) => headers['webhook-id'])).toEqual([EVENT.id, EVENT.id]);
    },
  );
});
