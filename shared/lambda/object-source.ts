/** Reading large objects from a bucket, as a stream, without the whole S3 client in the bundle. */
import { awsClient, objectUrl, retryOnNetworkError } from './object-store.ts';

export type OpenedObject = {
  /** Identifies this content: another upload under the same key has another one. */
  etag: string | null;
  /** The object from its beginning. Leaving a `for await` over it early closes it. */
  stream: AsyncIterable<Uint8Array>;
  /** For callers that do not read the stream at all. */
  close: () => Promise<void>;
};

/** Opens an object; null if there is none. @throws if S3 answers with anything else than the object */
export async function openObject(
  bucket: string,
  key: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<OpenedObject | null> {
  const url = objectUrl(bucket, key, environment);
  const answer = await retryOnNetworkError(() => awsClient(environment).fetch(url));
  if (answer.ok && answer.body !== null) {
    const { body } = answer;
    return { etag: answer.headers.get('etag'), stream: body, close: () => body.cancel() };
  }
  const body = await answer.text();
  if (answer.status === 404 && body.includes('NoSuchKey')) return null;
  throw new Error(`GET s3://${bucket}/${key}: ${answer.status} ${body}`);
}
