import { crc32 } from 'node:zlib';
import type { LoopbackRequest } from '../loopback-server.ts';
import { S3Error } from './s3-error.ts';

/**
 * The object in a PutObject request: decoded if it is in AWS's chunked encoding, and verified if the request has a checksum.
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
