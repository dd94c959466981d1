import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { Clients } from './clients.ts';

export async function upload({ s3 }: Clients, bucket: string, key: string, body: string | Buffer): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
}

/** Every key that begins with `prefix`, in S3's order. */
export async function keysOf({ s3 }: Clients, bucket: string, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, StartAfter: after }));
    const found = (page.Contents ?? []).map(({ Key = '' }) => Key);
    keys.push(...found);
    if (!page.IsTruncated || found.length === 0) return keys;
    after = found.at(-1);
  }
}

export async function textOf({ s3 }: Clients, bucket: string, key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await Body?.transformToString('utf8')) ?? '';
}

/** The lines of every object below a prefix that ends so. */
export async function linesBelow(clients: Clients, bucket: string, prefix: string, ending: string): Promise<string[]> {
  const keys = (await keysOf(clients, bucket, prefix)).filter((key) => key.endsWith(ending));
  const texts = await Promise.all(keys.map((key) => textOf(clients, bucket, key)));
  return texts.flatMap((content) => content.split('\n').filter((line) => line !== ''));
}

/** Removes all objects below a prefix with all their versions. */
export async function removeObjects({ s3 }: Clients, bucket: string, prefix: string): Promise<void> {
  for (;;) {
    const list = new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix });
    const { Versions = [], DeleteMarkers = [] } = await s3.send(list);
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) return;
    await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }));
  }
}
