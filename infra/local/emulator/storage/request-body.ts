import { crc32 } from 'node:zlib';
import type { LoopbackRequest } from '../loopback-server.ts';
import type { PutOptions, PutRefusal } from './object-store.ts';
import { S3Error } from './s3-error.ts';

/**
 * The object in a PutObject request: decoded if it is in AWS's chunked encoding, and verified if the request has a
 * checksum.
 *
 * @throws S3Error `BadDigest`, or for an encoding or a checksum that is not known here
 */
export function objectIn({ headers, body }: LoopbackRequest): Buffer {
  const encoding = headers['content-encoding'] ?? '';
  const sha256 = String(headers['x-amz-content-sha256'] ?? '');
  const chunked = String(encoding).includes('aws-chunked') || sha256.startsWith('STREAMING-');
  const { data, trailers } = chunked ? unchunk(body) : { data: body, trailers: {} };
  const declared = headers['x-amz-decoded-content-length'];
  if (chunked && declared !== undefined && Number(declared) !== data.length)
    throw new S3Error(400, 'IncompleteBody', `${declared} bytes were announced, ${data.length} came`);
  verify(data, { ...headers, ...trailers });
  return data;
}

function unchunk(body: Buffer): { data: Buffer; trailers: Record<string, string> } {
  const parts: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', position);
    const size = Number.parseInt(body.toString('latin1', position, lineEnd), 16);
    if (lineEnd < 0 || Number.isNaN(size)) throw new S3Error(400, 'IncompleteBody', 'the body is not aws-chunked');
    position = lineEnd + 2;
    if (size === 0) return { data: Buffer.concat(parts), trailers: trailersIn(body.toString('latin1', position)) };
    parts.push(body.subarray(position, position + size));
    position += size + 2;
  }
}

function trailersIn(text: string): Record<string, string> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

function verify(data: Buffer, headers: Record<string, string | string[] | undefined>): void {
  const checksum = headers['x-amz-checksum-crc32'];
  if (checksum !== undefined) {
    const actual = Buffer.alloc(4);
    actual.writeUInt32BE(crc32(data));
    if (actual.toString('base64') !== checksum)
      throw new S3Error(400, 'BadDigest', 'The CRC32 you specified did not match what we received.');
    return;
  }
  const other = Object.keys(headers).find((name) => /^x-amz-checksum-(crc32c|crc64nvme|sha1|sha256)$/.test(name));
  if (other)
    throw new S3Error(501, 'NotImplemented', `${other} is not checked on one machine; x-amz-checksum-crc32 is`);
}

/** The condition of a request. @throws S3Error `NotImplemented` for one that S3 does not take, as for both at once */
export function conditionOf({
  headers,
}: Pick<LoopbackRequest, 'headers'>): Pick<PutOptions, 'onlyIfAbsent' | 'onlyIf'> {
  const [absent, match] = [headers['if-none-match'], headers['if-match']];
  if (absent !== undefined && (absent !== '*' || match !== undefined))
    throw new S3Error(501, 'NotImplemented', `If-None-Match: ${absent} does not run; * does, without If-Match`);
  if (match !== undefined && !/^"?[0-9a-f-]+"?$/.test(String(match)))
    throw new S3Error(501, 'NotImplemented', `If-Match: ${match} does not run; the ETag of an object does`);
  if (match === undefined) return { onlyIfAbsent: absent === '*' };
  return { onlyIf: `"${String(match).replaceAll('"', '')}"` };
}

/** What a request says of an object beside its content: the headers `x-amz-meta-…`. */
export const metadataIn = ({ headers }: LoopbackRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('x-amz-meta-'))
      .map(([name, value]) => [name.slice('x-amz-meta-'.length), String(value)]),
  );

/** A condition that does not hold, as S3 answers it. */
export const refusalOf = (refusal: PutRefusal): S3Error =>
  refusal === 'NoSuchKey'
    ? new S3Error(404, refusal, 'The specified key does not exist.')
    : new S3Error(412, refusal, 'At least one of the pre-conditions you specified did not hold');
