import type { LoopbackRequest, LoopbackResponse } from '../../loopback-server.ts';

/** Longer than any client waits. */
const TIMEOUT_MS = 60_000;
/** What a connection adds itself. */
const OF_CONNECTION = ['connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding'];
const PASSED_BACK = ['content-type', 'x-amz-crc32', 'x-amzn-requestid'];

/** Passes a request on to another server, and its answer back. @throws if there is none */
export async function forward(
  endpoint: string,
  { method, url, headers, body }: LoopbackRequest,
): Promise<LoopbackResponse & { readonly body: Buffer }> {
  const passed = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    OF_CONNECTION.includes(name) || value === undefined ? [] : [[name, String(value)]],
  );
  const answer = await fetch(new URL(`${url.pathname}${url.search}`, endpoint), {
    method,
    headers: passed,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  return {
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].filter(([name]) => PASSED_BACK.includes(name))),
    body: Buffer.from(await answer.arrayBuffer()),
  };
}
