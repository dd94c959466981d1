import type { ServerResponse } from 'node:http';

/** What the server answers. `policy` is the content security policy of a document. */
export type Reply = {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly policy?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Nothing may be loaded and nothing may run: what anything but a document is answered with. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

export function json(value: unknown, status = 200): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

/** An answer that the page can show as it is. */
export function failure(status: number, message: string): Reply {
  return json({ error: message }, status);
}

export function document(body: string, policy: string): Reply {
  return { status: 200, type: 'text/html; charset=utf-8', body, policy };
}

/** Writes the reply; `bodyless` (a HEAD request) leaves out the body but not its length. */
export function send(response: ServerResponse, reply: Reply, bodyless: boolean): void {
  response.writeHead(reply.status, {
    ...ALWAYS,
    'Content-Type': reply.type,
    'Content-Length': Buffer.byteLength(reply.body),
    'Content-Security-Policy': reply.policy ?? NOTHING,
    ...reply.headers,
  });
  response.end(bodyless ? undefined : reply.body);
}
