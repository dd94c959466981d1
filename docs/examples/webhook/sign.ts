/**
 * Signatures of the Standard Webhooks specification (www.standardwebhooks.com), version v1, for which receivers find a
 * library in most languages: HMAC-SHA256 over the id, the second and the body.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const SECRET_PREFIX = 'whsec_';
/** Seconds by which the clocks may differ: what is older may be a copy that somebody has kept. */
const TOLERANCE_S = 5 * 60;

export type SignedHeaders = {
  readonly 'webhook-id': string;
  /** Seconds since the epoch. */
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
};

/**
 * @param secret "whsec_" and 24 to 64 bytes in Base64
 * @param body as it is sent, to the byte
 */
export function signedHeaders(secret: string, id: string, atSeconds: number, body: string): SignedHeaders {
  const signature = `v1,${hmac(secret, `${id}.${atSeconds}.${body}`).toString('base64')}`;
  return { 'webhook-id': id, 'webhook-timestamp': String(atSeconds), 'webhook-signature': signature };
}

/** For the receiver. @param body as it came, before anything parses it */
export function isGenuine(secret: string, headers: SignedHeaders, body: string, nowSeconds: number): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures } = headers;
  if (!(Math.abs(nowSeconds - Number(at)) <= TOLERANCE_S)) return false;
  const expected = hmac(secret, `${id}.${at}.${body}`);
  // Several, apart by spaces, while a secret is replaced by the next one.
  return signatures.split(' ').some((each) => {
    const given = Buffer.from(each.replace(/^v1,/, ''), 'base64');
    return each.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function hmac(secret: string, signed: string): Buffer {
  if (!secret.startsWith(SECRET_PREFIX)) throw new Error(`the secret does not begin with ${SECRET_PREFIX}`);
  return createHmac('sha256', Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64'))
    .update(signed)
    .digest();
}
