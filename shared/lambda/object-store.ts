/** Writing small objects to a bucket, for functions that cannot carry the whole S3 client in their bundle. */
import { AwsClient } from 'aws4fetch';
import { traceCall } from './connections/traces.ts';

/** For writing a small object, retries included. */
const TIMEOUT_MS = 30_000;
const JSON_LINES = 'application/x-ndjson; charset=utf-8';

export type ObjectStore = {
  bucket: string;
  /**
   * Writes an object, replacing what was there. `type`: its content type, if it is not JSON lines. @throws if S3 does
   * not answer with success
   */
  put: (key: string, body: string, type?: string) => Promise<void>;
};

/**
 * The URL of an object. The SDKs' environment variables for another endpoint are honoured.
 *
 * @throws RangeError for a key with a part `.` or `..`: in a URL it would lead to another object
 */
export function objectUrl(bucket: string, key: string, environment: NodeJS.ProcessEnv): string {
  if (hasDotPart(key)) throw new RangeError(`the key ${JSON.stringify(key)} has a part that is "." or ".."`);
  return `${bucketUrl(bucket, environment)}/${key.split('/').map(encodeURIComponent).join('/')}`;
}

export const hasDotPart = (key: string): boolean => key.split('/').some((part) => part === '.' || part === '..');

/** The URL of a bucket, without a slash at its end. */
export function bucketUrl(bucket: string, environment: NodeJS.ProcessEnv): string {
  const endpoint = environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL;
  if (endpoint) return `${endpoint.replace(/\/$/, '')}/${bucket}`;
  return `https://${bucket}.s3.${environment.AWS_REGION}.amazonaws.com`;
}

/** Credentials come from the function's environment, as the Lambda service sets them; they are read at each call. */
export function openObjectStore(bucket: string, environment: NodeJS.ProcessEnv = process.env): ObjectStore {
  return {
    bucket,
    put: async (key, body, type = JSON_LINES) => {
      const url = objectUrl(bucket, key, environment);
      const headers = { 'content-type': type };
      const answer = await retryOnNetworkError(() =>
        awsClient(environment).fetch(url, { method: 'PUT', body, headers, signal: AbortSignal.timeout(TIMEOUT_MS) }),
      );
      if (!answer.ok) throw new Error(`PUT s3://${bucket}/${key}: ${answer.status} ${await answer.text()}`);
    },
  };
}

/** Somebody else has written or removed the object meanwhile. */
export class ObjectChanged extends Error {
  override readonly name = 'ObjectChanged';
}

/** Signs and sends requests to a service, by default S3, and retries those that it was too busy for. */
export function awsClient(environment: NodeJS.ProcessEnv, service = 's3'): Pick<AwsClient, 'fetch'> {
  const client = new AwsClient({
    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    ...(environment.AWS_SESSION_TOKEN ? { sessionToken: environment.AWS_SESSION_TOKEN } : {}),
    service,
    region: environment.AWS_REGION ?? 'us-east-1',
  });
  const fetch: AwsClient['fetch'] = (input, init) =>
    traceCall(service.toUpperCase(), init?.method ?? 'GET', () => client.fetch(input, init), environment);
  return { fetch };
}

/** Requests of one call to S3, the first included. */
const ATTEMPTS = 3;

/**
 * Repeats a request that is safe to repeat, where there was no answer: a connection that was kept alive may have been
 * closed while the function was idle. `fetch` rejects with a TypeError when the network fails (WHATWG Fetch). @throws
 * what the last attempt throws
 */
export async function retryOnNetworkError<Answer>(request: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof TypeError) || attempt === ATTEMPTS) throw error;
    }
  }
}
