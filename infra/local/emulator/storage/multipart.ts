import { randomUUID } from 'node:crypto';
import type { LoopbackRequest, LoopbackResponse } from '../loopback-server.ts';
import { escapeXml } from '../xml.ts';
import type { ObjectStore } from './object-store.ts';
import { conditionOf, metadataIn, objectIn, refusalOf } from './request-body.ts';
import { S3Error } from './s3-error.ts';

const XML = { 'content-type': 'application/xml' };
/** Of a part, the last one excepted. */
const LEAST_BYTES = 5 * 1024 * 1024;
const MOST_PARTS = 10_000;

type Target = { readonly bucket: string; readonly key: string; readonly created: (bytes: number) => void };

/**
 * CreateMultipartUpload, UploadPart and CompleteMultipartUpload; null: none of them. Uploads that are never completed
 * stay in the staging folder.
 */
export async function answerMultipart(
  request: LoopbackRequest,
  store: ObjectStore,
  target: Target,
): Promise<LoopbackResponse | null> {
  const { method, url } = request;
  const upload = url.searchParams.get('uploadId');
  if (method === 'POST' && url.searchParams.has('uploads')) return begun(request, store, target);
  if (upload === null) return null;
  if (method === 'PUT') return putPart(request, store, upload);
  return method === 'POST' ? complete(request, store, upload, target) : null;
}

async function begun(request: LoopbackRequest, store: ObjectStore, { bucket, key }: Target): Promise<LoopbackResponse> {
  const id = randomUUID();
  await store.beginUpload(id, metadataIn(request));
  const fields = `<Bucket>${escapeXml(bucket)}</Bucket><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId>`;
  return {
    status: 200,
    headers: XML,
    body: `<InitiateMultipartUploadResult>${fields}</InitiateMultipartUploadResult>`,
  };
}

async function putPart(request: LoopbackRequest, store: ObjectStore, upload: string): Promise<LoopbackResponse> {
  const part = Number(request.url.searchParams.get('partNumber'));
  if (!Number.isInteger(part) || part < 1 || part > MOST_PARTS)
    throw new S3Error(400, 'InvalidArgument', `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`);
  return { status: 200, headers: { etag: await store.putPart(upload, part, objectIn(request)) } };
}

async function complete(
  request: LoopbackRequest,
  store: ObjectStore,
  upload: string,
  { bucket, key, created }: Target,
): Promise<LoopbackResponse> {
  const parts = [...request.body.toString().matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => part);
  const numbers = parts.map((part) => Number(/<PartNumber>(\d+)</.exec(part)?.[1]));
  const etags = parts.map((part) => (/<ETag>([^<]*)</.exec(part)?.[1] ?? '').replaceAll('&quot;', '"'));
  if (numbers.length === 0 || numbers.some((number, index) => number !== index + 1))
    throw new S3Error(501, 'NotImplemented', 'parts that are not numbered 1, 2, 3, … do not run on one machine');
  const options = { ...conditionOf(request), metadata: await store.uploadMetadata(upload) };
  const bytes = await store.putTogether(key, upload, etags, LEAST_BYTES, options);
  if (bytes === 'PreconditionFailed' || bytes === 'NoSuchKey') throw refusalOf(bytes);
  if (bytes === 'InvalidPart') throw new S3Error(400, bytes, 'One or more of the specified parts could not be found.');
  if (bytes === 'EntityTooSmall')
    throw new S3Error(400, bytes, 'Your proposed upload is smaller than the minimum allowed size');
  created(bytes);
  const result = `<Bucket>${escapeXml(bucket)}</Bucket><Key>${escapeXml(key)}</Key>`;
  return {
    status: 200,
    headers: XML,
    body: `<CompleteMultipartUploadResult>${result}</CompleteMultipartUploadResult>`,
  };
}
