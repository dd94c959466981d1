import type { ServerResponse } from 'node:http';

/** A reply of the server. `policy` is the content security policy of a document. */
export type Reply = {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly policy?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The policy of all replies but documents: nothing may be loaded and no script may run. */
const CLOSED_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const COMMON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

export function json(value: unknown, status = 200): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

/** An error that the client shows as it is. */
export function failure(status: number, message: string): Reply {
  return json({ error: message }, status);
}

export function document(body: string, policy: string): Reply {
  return { status: 200, type: 'text/html; charset=utf-8', body, policy };
}

/** Writes the reply; for a HEAD request (`isHead`) without the body but with its length. */
export function send(response: ServerResponse, reply: Reply, isHead: boolean): void {
  response.writeHead(reply.status, {
    ...COMMON_HEADERS,
    'Content-Type': reply.type,
    'Content-Length': Buffer.byteLength(reply.body),
    'Content-Security-Policy': reply.policy ?? CLOSED_POLICY,
    ...reply.headers,
  });
  response.end(isHead ? undefined : reply.body);
}
