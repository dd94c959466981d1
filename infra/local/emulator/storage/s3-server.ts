import { type LoopbackRequest, type LoopbackResponse, type LoopbackServer, serveLoopback } from '../loopback-server.ts';
import { listObjects } from './list-objects.ts';
import { answerMultipart } from './multipart.ts';
import { etagOf, type ObjectStore } from './object-store.ts';
import { conditionOf, metadataIn, objectIn, refusalOf } from './request-body.ts';
import { S3Error } from './s3-error.ts';

/** Called with every object that was written, after it was. */
export type ObjectCreated = (bucket: string, key: string, bytes: number) => void;

/**
 * The part of S3's protocol that the program uses: PutObject (with If-None-Match: * or If-Match, and metadata),
 * multipart uploads (the same), GetObject and HeadObject (with Range and If-Match), ListObjectsV2; paths as
 * `/bucket/key`. Everything else is refused with `NotImplemented`.
 */
export function serveS3(buckets: ReadonlyMap<string, ObjectStore>, onCreated: ObjectCreated): Promise<LoopbackServer> {
  return serveLoopback((request) => answerS3(request, buckets, onCreated));
}

/** Answers a request of S3's protocol, a refusal included. */
export async function answerS3(
  request: LoopbackRequest,
  buckets: ReadonlyMap<string, ObjectStore>,
  onCreated: ObjectCreated,
): Promise<LoopbackResponse> {
  try {
    return await answer(request, buckets, onCreated);
  } catch (error) {
    if (error instanceof S3Error) return error.toResponse(request.method !== 'HEAD');
    throw error;
  }
}

async function answer(
  request: LoopbackRequest,
  buckets: ReadonlyMap<string, ObjectStore>,
  onCreated: ObjectCreated,
): Promise<LoopbackResponse> {
  const { method, url } = request;
  const [, bucket = '', ...parts] = url.pathname.split('/').map(decodeURIComponent);
  const key = parts.join('/');
  const store = buckets.get(bucket);
  if (!store) throw new S3Error(404, 'NoSuchBucket', `The specified bucket does not exist: ${bucket}`);
  if (method === 'GET' && key === '' && url.searchParams.get('list-type') === '2')
    return { status: 200, headers: XML, body: await listObjects(bucket, store, url.searchParams) };
  const created = (bytes: number) => onCreated(bucket, key, bytes);
  if (key !== '' && (url.searchParams.has('uploads') || url.searchParams.has('uploadId'))) {
    const response = await answerMultipart(request, store, { bucket, key, created });
    if (response === null) throw notImplemented(request);
    return response;
  }
  const operations = [...url.searchParams.keys()].filter((name) => name !== 'x-id');
  if (key === '' || operations.length > 0) throw notImplemented(request);
  if (method === 'PUT') return put(request, store, key, created);
  if (method === 'GET' || method === 'HEAD') return get(request, store, key);
  throw notImplemented(request);
}

const XML = { 'content-type': 'application/xml' };

const notImplemented = ({ method, url }: LoopbackRequest): S3Error =>
  new S3Error(501, 'NotImplemented', `${method} ${url.pathname}${url.search} does not run on one machine`);

async function put(
  request: LoopbackRequest,
  store: ObjectStore,
  key: string,
  onCreated: (bytes: number) => void,
): Promise<LoopbackResponse> {
  if (request.headers['x-amz-copy-source'] !== undefined) throw notImplemented(request);
  const condition = conditionOf(request);
  const body = objectIn(request);
  const refusal = await store.put(key, body, { ...condition, metadata: metadataIn(request) });
  if (refusal !== null) throw refusalOf(refusal);
  onCreated(body.length);
  return { status: 200, headers: { etag: etagOf(body) } };
}

async function get({ method, headers }: LoopbackRequest, store: ObjectStore, key: string): Promise<LoopbackResponse> {
  const object = await store.head(key);
  if (!object) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
  const common = {
    'accept-ranges': 'bytes',
    'content-type': 'application/octet-stream',
    'last-modified': object.modifiedAt.toUTCString(),
    ...Object.fromEntries(
      Object.entries(await store.metadata(key)).map(([name, value]) => [`x-amz-meta-${name}`, value]),
    ),
  };
  const { onlyIf, onlyIfAbsent } = conditionOf({ headers });
  if (onlyIfAbsent) throw new S3Error(501, 'NotImplemented', 'If-None-Match on reading does not run on one machine');
  if (method === 'HEAD' && onlyIf === undefined && headers.range === undefined)
    return { status: 200, headers: { ...common, 'content-length': object.bytes } };
  const body = (await store.get(key)) ?? Buffer.alloc(0);
  const etag = etagOf(body);
  if (onlyIf !== undefined && onlyIf !== etag) throw refusalOf('PreconditionFailed');
  const full = { ...common, etag };
  const range = headers.range === undefined ? null : rangeOf(headers.range, body.length);
  const isWhole = range === null;
  const [first, last] = range ?? [0, body.length - 1];
  const part = { ...full, 'content-length': last - first + 1 };
  const where = { 'content-range': `bytes ${first}-${last}/${body.length}` };
  return {
    status: isWhole ? 200 : 206,
    headers: isWhole ? part : { ...part, ...where },
    ...(method === 'GET' && { body: body.subarray(first, last + 1) }),
  };
}

/**
 * First and last byte, inclusive, of `bytes=a-b`, `bytes=a-` or `bytes=-n` (RFC 9110, 14.1.2, of which S3 takes one
 * range of bytes: Amazon S3 API, GetObject); null: no range of these, and S3 answers with the whole object.
 */
function rangeOf(range: string, bytes: number): [number, number] | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return null;
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null;
  const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (first > last) throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable');
  return [first, last];
}
