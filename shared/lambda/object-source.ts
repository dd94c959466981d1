/** Reading large objects from a bucket, as a stream, without the whole S3 client in the bundle. */
import { awsClient, ObjectChanged, objectUrl, retryOnNetworkError } from './object-store.ts';

export type OpenedObject = {
  /** Identifies this content: another upload under the same key has another one. */
  etag: string | null;
  /** Its content type. */
  type: string;
  /** Bytes of the stream; null: S3 does not say. */
  bytes: number | null;
  /** Whether it is compressed, as its content encoding says: the stream is not. */
  isCompressed: boolean;
  /** What it has beside its content, by name. */
  metadata: Readonly<Record<string, string>>;
  /** What was asked for. Leaving a `for await` over it early closes it. */
  stream: AsyncIterable<Uint8Array>;
  /** For callers that do not read the stream at all. */
  close: () => Promise<void>;
};

/**
 * `range`: these bytes alone, `end` exclusive, null: to the end of the object. `onlyIf`: if the object has this ETag
 * (Amazon S3 API, GetObject: `Range`, `If-Match`).
 */
export type OpenOptions = { range?: { start: number; end: number | null }; onlyIf?: string };

/**
 * Opens an object, or a part of it; null if there is none.
 *
 * @throws ObjectChanged if it has another ETag; Error if S3 answers with anything else than the object
 */
export async function openObject(
  bucket: string,
  key: string,
  environment: NodeJS.ProcessEnv = process.env,
  { range, onlyIf }: OpenOptions = {},
): Promise<OpenedObject | null> {
  const url = objectUrl(bucket, key, environment);
  const headers = {
    ...(range && { range: `bytes=${range.start}-${range.end === null ? '' : range.end - 1}` }),
    ...(onlyIf !== undefined && { 'if-match': onlyIf }),
  };
  const answer = await retryOnNetworkError(() => awsClient(environment).fetch(url, { headers }));
  // A part of another object than was asked for would be read as if it were that part.
  if (answer.ok && (range === undefined) !== (answer.status === 200))
    throw new Error(`GET s3://${bucket}/${key} ${headers.range}: ${answer.status}`);
  if (answer.ok && answer.body !== null) {
    const { body, headers } = answer;
    const type = headers.get('content-type') ?? 'application/octet-stream';
    const etag = headers.get('etag');
    const length = headers.get('content-length');
    const isCompressed = headers.has('content-encoding');
    const bytes = length === null || isCompressed ? null : Number(length);
    return { etag, type, bytes, isCompressed, metadata: metadataOf(headers), stream: body, close: () => body.cancel() };
  }
  const body = await answer.text();
  if (answer.status === 404 && body.includes('NoSuchKey')) return null;
  if (answer.status === 412) throw new ObjectChanged(`GET s3://${bucket}/${key}: ${body}`);
  throw new Error(`GET s3://${bucket}/${key}: ${answer.status} ${body}`);
}

const METADATA = 'x-amz-meta-';

const metadataOf = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    [...headers].flatMap(([name, value]) => (name.startsWith(METADATA) ? [[name.slice(METADATA.length), value]] : [])),
  );
