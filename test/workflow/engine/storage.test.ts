import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ObjectStore } from '../../../infra/local/emulator/storage/object-store.ts';
import { serveS3 } from '../../../infra/local/emulator/storage/s3-server.ts';

const Bucket = 'bucket';
let client: S3Client;
let created: string[];
let stop: () => Promise<void>;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'storage-'));
  const store = new ObjectStore(join(folder, Bucket));
  await store.create();
  created = [];
  const server = await serveS3(new Map([[Bucket, store]]), (bucket, key, bytes) =>
    created.push(`${bucket}/${key} ${bytes}`),
  );
  client = new S3Client({ endpoint: server.endpoint });
  stop = async () => {
    client.destroy();
    await server.stop();
    await rm(folder, { recursive: true });
  };
});
afterEach(() => stop());

const put = (Key: string, Body: string | Readable, rest: object = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...rest }));
const get = async (Key: string, rest: object = {}): Promise<string> =>
  (await client.send(new GetObjectCommand({ Bucket, Key, ...rest }))).Body!.transformToString();
const keysOf = async (rest: object = {}): Promise<string[]> => {
  const keys: string[] = [];
  for await (const page of paginateListObjectsV2({ client, pageSize: 2 }, { Bucket, ...rest }))
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ''));
  return keys;
};

describe('an object', () => {
  it('is returned as it was put, and is announced', async () => {
    await put('runs/2027-01-01/part 0+1/ä.jsonl', 'größer');
    expect(await get('runs/2027-01-01/part 0+1/ä.jsonl')).toBe('größer');
    expect(created).toEqual(['bucket/runs/2027-01-01/part 0+1/ä.jsonl 8']);
  });

  it('is returned whole if it was sent in chunks', async () => {
    const text = 'chunk '.repeat(50_000);
    await put('big', Readable.from([Buffer.from(text)]), { ContentLength: text.length });
    expect(await get('big')).toBe(text);
  });

  it('is returned in the requested range', async () => {
    await put('a', '0123456789');
    expect(await get('a', { Range: 'bytes=2-4' })).toBe('234');
    expect(await get('a', { Range: 'bytes=-3' })).toBe('789');
    await expect(get('a', { Range: 'bytes=10-' })).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  // Amazon S3 API Reference, GetObject and HeadObject: `If-Match` (412), `Range` (206, 416).
  it('is returned, or a part of it, only where it has the ETag that is asked for', async () => {
    const { ETag } = await put('a', '0123456789');
    const part = await client.send(new GetObjectCommand({ Bucket, Key: 'a', Range: 'bytes=2-4', IfMatch: ETag }));
    expect(part).toMatchObject({
      ContentRange: 'bytes 2-4/10',
      ContentLength: 3,
      ETag,
      $metadata: { httpStatusCode: 206 },
    });
    expect(await part.Body?.transformToString()).toBe('234');
    await put('a', 'another');
    const changed = { name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } };
    await expect(get('a', { Range: 'bytes=2-4', IfMatch: ETag })).rejects.toMatchObject(changed);
    await expect(get('a', { Range: 'bytes=90-', IfMatch: ETag })).rejects.toMatchObject(changed);
    await expect(get('a', { Range: 'bytes=7-' })).rejects.toMatchObject({ $metadata: { httpStatusCode: 416 } });
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'a', IfMatch: ETag }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 412 },
    });
    await expect(get('nope', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('is returned whole if the range is none that S3 knows', async () => {
    await put('a', '0123456789');
    for (const Range of ['bytes=4-2', 'bytes=1-2,4-5', 'lines=1-2', 'bytes=-'])
      expect(await get('a', { Range })).toBe('0123456789');
  });

  it('has a length', async () => {
    await put('a', '0123456789');
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'a' }))).toMatchObject({ ContentLength: 10 });
  });

  it('is replaced only where it is what the writer has read', async () => {
    const { ETag } = await put('a', 'first');
    await put('a', 'second', { IfMatch: ETag, Metadata: { by: 'me' } });
    expect((await client.send(new GetObjectCommand({ Bucket, Key: 'a' }))).Metadata).toEqual({ by: 'me' });
    await expect(put('a', 'third', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('b', 'new', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(put('a', 'x', { IfMatch: ETag, IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'NotImplemented' });
    expect(await get('a')).toBe('second');
    await put('a', 'anew');
    expect((await client.send(new GetObjectCommand({ Bucket, Key: 'a' }))).Metadata).toEqual({});
  });

  it('is replaced once by simultaneous writers that have read the same', async () => {
    const { ETag } = await put('a', 'first');
    const results = await Promise.allSettled([1, 2, 3].map((n) => put('a', `${n}`, { IfMatch: ETag })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is put once by simultaneous writers that demand its absence', async () => {
    const results = await Promise.allSettled([1, 2, 3].map((n) => put('once', `${n}`, { IfNoneMatch: '*' })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(put('once', 'again', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    expect(created).toHaveLength(1);
  });

  it('returns NoSuchKey and NoSuchBucket if it or its bucket does not exist', async () => {
    await expect(get('nope')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'nope' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    await expect(get('nope', { Bucket: 'other' })).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('cannot lead out of its bucket', async () => {
    const response = await fetch(
      `${(await client.config.endpoint!()).protocol}//127.0.0.1:${(await client.config.endpoint!()).port}/bucket/%2E%2E%2Fescaped`,
      {
        method: 'PUT',
        body: 'a',
      },
    );
    expect(response.status).toBe(200);
    expect(await keysOf()).toEqual(['../escaped']);
  });
});

describe('a list', () => {
  it('has the keys of the prefix in order, page by page', async () => {
    for (const key of ['runs/b/2', 'runs/a/1', 'runs/b/10', 'other', 'runs/b/1', 'runs-c']) await put(key, key);
    expect(await keysOf({ Prefix: 'runs/' })).toEqual(['runs/a/1', 'runs/b/1', 'runs/b/10', 'runs/b/2']);
    expect(await keysOf({ Prefix: 'runs/b/1' })).toEqual(['runs/b/1', 'runs/b/10']);
    expect(await keysOf()).toEqual(['other', 'runs-c', 'runs/a/1', 'runs/b/1', 'runs/b/10', 'runs/b/2']);
    expect(await keysOf({ Prefix: 'nothing/' })).toEqual([]);
  });

  it('is refused with an unknown parameter', async () => {
    await expect(keysOf({ Delimiter: '/' })).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});

describe('an S3 operation that the program does not use', () => {
  it('is refused', async () => {
    await put('a', 'a');
    await expect(client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }))).rejects.toMatchObject({
      name: 'NotImplemented',
    });
  });
});
