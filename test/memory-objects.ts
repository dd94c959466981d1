/** A bucket in memory: what an import reads of one and writes to it. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { OpenedObject, OpenOptions } from '../shared/lambda/object-source.ts';
import { ObjectChanged } from '../shared/lambda/object-store.ts';

type Kept = { body: Buffer; etag: string; metadata: Readonly<Record<string, string>> };

export class MemoryObjects {
  readonly bucket = 'imports';
  readonly #objects = new Map<string, Kept>();
  /** Of each object the bytes that were asked for. */
  readonly read = new Map<string, number>();

  put = async (key: string, body: string | Uint8Array, _type?: string, metadata: Kept['metadata'] = {}) => {
    const bytes = Buffer.from(body);
    this.#objects.set(key, { body: bytes, etag: createHash('md5').update(bytes).digest('hex'), metadata });
  };

  open = async (key: string, { range, onlyIf }: OpenOptions = {}): Promise<OpenedObject | null> => {
    const object = this.#objects.get(key);
    if (object === undefined) return null;
    const { body, etag, metadata } = object;
    if (onlyIf !== undefined && onlyIf !== etag) throw new ObjectChanged(key);
    const asked = range === undefined ? body : body.subarray(range.start, range.end ?? body.length);
    this.read.set(key, (this.read.get(key) ?? 0) + asked.length);
    const stream = Readable.from(chunksOf(asked));
    const close = async () => void stream.destroy();
    return { etag, type: 'text/csv', bytes: asked.length, isCompressed: false, metadata, stream, close };
  };

  remove(key: string): void {
    this.#objects.delete(key);
  }

  keys(prefix = ''): string[] {
    return [...this.#objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  }

  text = (key: string): string => String(this.#objects.get(key)?.body ?? '');
}

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}
