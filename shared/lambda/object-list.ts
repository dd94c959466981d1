/** Listing a bucket page by page, without the whole S3 client in the bundle. */
import { awsClient, bucketUrl, retryOnNetworkError } from './object-store.ts';

/** For a page, retries included. */
const TIMEOUT_MS = 30_000;

/** `modifiedAt`: an ISO instant, by S3's clock. */
export type ListedObject = { key: string; modifiedAt: string };
export type ObjectPage = { objects: ListedObject[]; isLast: boolean };

/**
 * The objects whose keys begin with `prefix` and come after `after` (null: all of them), in the order of S3, at most
 * 1,000 (Amazon S3 API, ListObjectsV2). Where a listing stopped, it goes on by the last key: that never gets too old,
 * as a token of S3 does.
 *
 * @throws if S3 does not answer with success
 */
export async function listObjects(
  bucket: string,
  prefix: string,
  after: string | null,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ObjectPage> {
  const fields = { 'list-type': '2', 'encoding-type': 'url', prefix, ...(after !== null && { 'start-after': after }) };
  // Spaces as %20: a plus is signed as one, and read as the other.
  const query = Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  const url = `${bucketUrl(bucket, environment)}/?${query}`;
  const answer = await retryOnNetworkError(() =>
    awsClient(environment).fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) }),
  );
  const text = await answer.text();
  if (!answer.ok) throw new Error(`GET s3://${bucket}/?${query}: ${answer.status} ${text}`);
  const objects = [...text.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, object = '']) => ({
    key: decodeURIComponent(fieldOf(object, 'Key').replaceAll('+', ' ')),
    modifiedAt: fieldOf(object, 'LastModified'),
  }));
  return { objects, isLast: fieldOf(text, 'IsTruncated') !== 'true' };
}

function fieldOf(xml: string, name: string): string {
  const value = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  if (value === undefined) throw new Error(`S3's listing has no ${name}: ${xml.slice(0, 200)}`);
  return value;
}
