import { element } from '../xml.ts';
import type { ObjectStore } from './object-store.ts';
import { S3Error } from './s3-error.ts';

const PAGE = 1_000;
const KNOWN = ['list-type', 'prefix', 'continuation-token', 'start-after', 'max-keys', 'x-id', 'encoding-type'];

/** ListObjectsV2. The continuation token is the last key of the page before. */
export async function listObjects(bucket: string, store: ObjectStore, query: URLSearchParams): Promise<string> {
  const unknown = [...query.keys()].find((name) => !KNOWN.includes(name));
  if (unknown !== undefined)
    throw new S3Error(501, 'NotImplemented', `ListObjectsV2 with ${unknown} does not run on one machine`);
  const prefix = query.get('prefix') ?? '';
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString();
  const size = Math.min(Number(query.get('max-keys') ?? PAGE), PAGE);
  const rest = (await store.keys(prefix)).filter((key) => after === '' || compare(key, after) > 0);
  const page = rest.slice(0, size);
  const contents = await Promise.all(page.map((key) => content(store, key, query.get('encoding-type') === 'url')));
  return [
    '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    element('Name', bucket),
    element('Prefix', prefix),
    element('KeyCount', page.length),
    element('MaxKeys', size),
    element('IsTruncated', String(rest.length > page.length)),
    ...(rest.length > page.length ? [element('NextContinuationToken', tokenFor(page.at(-1) ?? ''))] : []),
    ...contents,
    '</ListBucketResult>',
  ].join('');
}

async function content(store: ObjectStore, key: string, encoded: boolean): Promise<string> {
  const object = await store.head(key);
  if (!object) return '';
  const printedKey = encoded ? encodeURIComponent(key).replaceAll('%2F', '/') : key;
  return `<Contents>${element('Key', printedKey)}${element('LastModified', object.modifiedAt.toISOString())}${element('Size', object.bytes)}</Contents>`;
}

const tokenFor = (key: string): string => Buffer.from(key).toString('base64url');

const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
