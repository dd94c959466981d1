import type { IncomingMessage } from 'node:http';
import { ViewerError } from '../errors.ts';
import { asset } from './assets.ts';
import { failure, type Reply } from './reply.ts';
import { answer } from './routes.ts';
import type { Sources } from './sources.ts';

/** Host names of the server. Any other is a foreign site whose name points to this machine (DNS rebinding). */
const OWN_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The reply to a request; errors become replies too. */
export async function handleRequest(
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  sources: Sources,
): Promise<Reply> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { ...failure(405, 'The viewer only reads.'), headers: { Allow: 'GET, HEAD' } };
  if (!OWN_NAMES.has((request.headers.host ?? '').replace(/:\d+$/, '')))
    return failure(403, 'The viewer is for this machine alone.');
  const address = URL.parse(request.url ?? '', 'http://127.0.0.1');
  if (address === null) return failure(400, 'That is no address.');
  return reply(address, sources).catch(refusalOf);
}

async function reply({ pathname, searchParams }: URL, sources: Sources): Promise<Reply> {
  const data = await answer(sources, pathname, searchParams);
  return data ?? (await asset(pathname)) ?? failure(404, 'There is nothing here.');
}

function refusalOf(error: unknown): Reply {
  return failure(500, error instanceof ViewerError ? error.message : `The viewer failed: ${String(error)}`);
}
