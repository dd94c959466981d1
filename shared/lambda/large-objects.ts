/**
 * Writing objects of any size to a bucket: never more than one part of them is in memory (Amazon S3 User Guide,
 * "Multipart upload").
 */
import { awsClient, ObjectChanged, objectUrl, retryOnNetworkError } from './object-store.ts';

/** Of a part, at least: S3 takes from 5 MiB on, and 10,000 parts, together some 80 GB. */
const PART_BYTES = 8 * 1024 * 1024;
/** Milliseconds for a part, retries included. */
const TIMEOUT_MS = 120_000;
const CSV = 'text/csv; charset=utf-8';

export type LargeObjects = {
  bucket: string;
  /**
   * Writes an object, replacing what was there: readers see all of it or none. `chunks`: its text, piece by
   * piece. @throws ObjectChanged if another one is there than `onlyIf` says; if S3 does not answer with success: the
   * bucket's rule then removes the parts that were written
   */
  putLarge: (key: string, chunks: AsyncIterable<string | Uint8Array>, options?: PutLargeOptions) => Promise<void>;
};

/**
 * `type`: the content type, CSV by default. `onlyIf`: the ETag of the object that is replaced. `metadata`: what it has
 * beside its content.
 */
export type PutLargeOptions = {
  type?: string;
  onlyIf?: string;
  metadata?: Readonly<Record<string, string>>;
};

/** What S3 answers where a condition does not hold, the object is gone, or another conditional write is under way. */
const CHANGED = [404, 409, 412];

type Headers = Readonly<Record<string, string>>;
type Upload = { url: string; id: string; etags: string[] };

/** Credentials come from the function's environment, as the Lambda service sets them; they are read at each call. */
export function openLargeObjects(
  bucket: string,
  environment: NodeJS.ProcessEnv = process.env,
  partBytes: number = PART_BYTES,
): LargeObjects {
  return {
    bucket,
    putLarge: async (key, chunks, { type = CSV, onlyIf, metadata = {} } = {}) => {
      const url = objectUrl(bucket, key, environment);
      const described = { 'content-type': type, ...metadataHeaders(metadata) };
      const condition: Headers = onlyIf === undefined ? {} : { 'if-match': onlyIf };
      let upload: Upload | null = null;
      let last: Buffer | null = null;
      for await (const part of partsOf(chunks, partBytes)) {
        // Only a part that another one follows is known not to be the only one.
        if (last !== null) {
          upload ??= await begin(url, described, environment);
          await putPart(upload, last, environment);
        }
        last = part;
      }
      const rest = last ?? Buffer.alloc(0);
      if (upload === null) return void (await send('PUT', url, rest, { ...described, ...condition }, environment));
      await putPart(upload, rest, environment);
      await complete(upload, condition, environment);
    },
  };
}

const metadataHeaders = (metadata: Readonly<Record<string, string>>): Headers =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]));

/** The text in parts of at least `partBytes`, the last one excepted. */
async function* partsOf(chunks: AsyncIterable<string | Uint8Array>, partBytes: number): AsyncGenerator<Buffer> {
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    pieces.push(piece);
    bytes += piece.length;
    if (bytes < partBytes) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(pieces);
}

async function begin(url: string, headers: Headers, environment: NodeJS.ProcessEnv): Promise<Upload> {
  const answer = await send('POST', `${url}?uploads=`, undefined, headers, environment);
  const id = /<UploadId>([^<]+)<\/UploadId>/.exec(await answer.text())?.[1];
  if (id === undefined) throw new Error(`POST ${url}?uploads: S3 named no upload`);
  return { url, id, etags: [] };
}

async function putPart(upload: Upload, body: Buffer, environment: NodeJS.ProcessEnv): Promise<void> {
  const query = `partNumber=${upload.etags.length + 1}&uploadId=${encodeURIComponent(upload.id)}`;
  const answer = await send('PUT', `${upload.url}?${query}`, body, {}, environment);
  const etag = answer.headers.get('etag');
  if (etag === null) throw new Error(`PUT ${upload.url}?${query}: S3 named no ETag`);
  upload.etags.push(etag);
}

/** S3 may answer 200, and then with an error: the answer begins before the object is put together. */
async function complete({ url, id, etags }: Upload, condition: Headers, environment: NodeJS.ProcessEnv): Promise<void> {
  const parts = etags.map((etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`);
  const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
  const answer = await send(
    'POST',
    `${url}?uploadId=${encodeURIComponent(id)}`,
    Buffer.from(body),
    condition,
    environment,
  );
  const text = await answer.text();
  if (text.includes('<Code>PreconditionFailed</Code>')) throw new ObjectChanged(`POST ${url}?uploadId: ${text}`);
  if (!text.includes('<CompleteMultipartUploadResult')) throw new Error(`POST ${url}?uploadId: ${text}`);
}

/** @throws Error unless S3 answers with success */
async function send(
  method: string,
  url: string,
  body: Buffer | undefined,
  headers: Headers,
  environment: NodeJS.ProcessEnv,
): Promise<Response> {
  const answer = await retryOnNetworkError(() =>
    awsClient(environment).fetch(url, {
      method,
      headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body && { body: new Uint8Array(body) }),
    }),
  );
  if (answer.ok) return answer;
  const message = `${method} ${url}: ${answer.status} ${await answer.text()}`;
  const isChanged = headers['if-match'] !== undefined && CHANGED.includes(answer.status);
  throw isChanged ? new ObjectChanged(message) : new Error(message);
}
