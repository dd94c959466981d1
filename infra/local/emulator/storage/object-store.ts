import { createHash, randomUUID } from 'node:crypto';
import { appendFile, link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type StoredObject = {
  readonly key: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
};

/**
 * A write on a condition. `onlyIfAbsent`: nothing is there; `onlyIf`: the ETag of what is there. `metadata`: what the
 * object has beside its content.
 */
export type PutOptions = {
  readonly onlyIfAbsent?: boolean;
  readonly onlyIf?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>>;
};

/** Why nothing was written, as S3 names it. */
export type PutRefusal = 'PreconditionFailed' | 'NoSuchKey';

/** A key that does not fit into a folder tree as it is: empty parts, or a part that is both an object and a folder. */
export class UnstorableKeyError extends Error {
  override readonly name = 'UnstorableKeyError';
}

/**
 * The objects of one bucket, a file each: `runs/a/b.json` is found at `runs/a/b.json`, special characters escaped as in
 * URLs.
 */
export class ObjectStore {
  readonly #folder: string;
  readonly #staging: string;
  readonly #metadata: string;
  /** Folders of keys that are there: nobody removes them. */
  readonly #made = new Set<string>();
  /** The latest write of each object that is under way. */
  readonly #writing = new Map<string, Promise<unknown>>();

  constructor(folder: string) {
    this.#folder = folder;
    this.#staging = `${folder}.staging`;
    this.#metadata = `${folder}.metadata`;
  }

  async create(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await mkdir(this.#staging, { recursive: true });
    await mkdir(this.#metadata, { recursive: true });
  }

  /**
   * Writes an object; readers see the old one or the new one, never half of it.
   *
   * @returns why nothing was written; null: it was. Of several writers with one condition one wins
   */
  async put(key: string, body: Uint8Array, options: PutOptions = {}): Promise<PutRefusal | null> {
    const stagedFile = join(this.#staging, randomUUID());
    await writeFile(stagedFile, body);
    return this.#publish(key, stagedFile, options);
  }

  /** Makes a staged file the object's content, if the condition holds. */
  async #publish(key: string, stagedFile: string, options: PutOptions): Promise<PutRefusal | null> {
    const target = this.#fileOf(key);
    await this.#makeFolder(dirname(target));
    const { onlyIfAbsent = false, onlyIf, metadata } = options;
    if (onlyIf !== undefined) return this.#alone(key, () => this.#replace(key, stagedFile, onlyIf, metadata));
    if (!onlyIfAbsent) {
      await this.#alone(key, async () => {
        await this.#describe(key, metadata);
        await rename(stagedFile, target);
      });
      return null;
    }
    try {
      await link(stagedFile, target);
      return null;
    } catch (error) {
      if (isCode(error, 'EEXIST')) return 'PreconditionFailed';
      throw error;
    } finally {
      await rm(stagedFile);
    }
  }

  async #replace(
    key: string,
    stagedFile: string,
    etag: string,
    metadata: PutOptions['metadata'],
  ): Promise<PutRefusal | null> {
    const found = await this.get(key);
    if (found === undefined || etagOf(found) !== etag) {
      await rm(stagedFile);
      return found === undefined ? 'NoSuchKey' : 'PreconditionFailed';
    }
    await this.#describe(key, metadata);
    await rename(stagedFile, this.#fileOf(key));
    return null;
  }

  /** What one writer of an object compares and replaces, no other writes in between. */
  async #alone<T>(key: string, write: () => Promise<T>): Promise<T> {
    const before = this.#writing.get(key) ?? Promise.resolve();
    const mine = before.then(write, write);
    this.#writing.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#writing.get(key) === mine) this.#writing.delete(key);
    }
  }

  async #describe(key: string, metadata: PutOptions['metadata']): Promise<void> {
    const file = this.#metadataFile(key);
    if (metadata === undefined || Object.keys(metadata).length === 0) await rm(file, { force: true });
    else await writeFile(file, JSON.stringify(metadata));
  }

  /** What an object has beside its content; empty: nothing. */
  async metadata(key: string): Promise<Readonly<Record<string, string>>> {
    const text = await readFile(this.#metadataFile(key), 'utf8').catch(undefinedIfMissing);
    return text === undefined ? {} : JSON.parse(text);
  }

  async #makeFolder(folder: string): Promise<void> {
    if (this.#made.has(folder)) return;
    await mkdir(folder, { recursive: true });
    this.#made.add(folder);
  }

  /** Keeps the metadata of an object that comes in parts. */
  async beginUpload(upload: string, metadata: Readonly<Record<string, string>>): Promise<void> {
    await writeFile(this.#partFile(upload, 0), JSON.stringify(metadata));
  }

  async uploadMetadata(upload: string): Promise<Readonly<Record<string, string>>> {
    const text = await readFile(this.#partFile(upload, 0), 'utf8').catch(undefinedIfMissing);
    return text === undefined ? {} : JSON.parse(text);
  }

  /** Keeps a part of an object until the object is put together. @returns its ETag */
  async putPart(upload: string, part: number, body: Uint8Array): Promise<string> {
    await writeFile(this.#partFile(upload, part), body);
    return etagOf(body);
  }

  /**
   * Puts an object together of its parts, in their order.
   *
   * @returns its size in bytes, or S3's name of what is wrong with a part
   */
  async putTogether(
    key: string,
    upload: string,
    etags: readonly string[],
    leastBytes: number,
    options: PutOptions = {},
  ): Promise<number | 'InvalidPart' | 'EntityTooSmall' | PutRefusal> {
    const stagedFile = join(this.#staging, randomUUID());
    for (const [index, etag] of etags.entries()) {
      const part = await readFile(this.#partFile(upload, index + 1)).catch(undefinedIfMissing);
      if (part === undefined || etagOf(part) !== etag) return 'InvalidPart';
      if (part.length < leastBytes && index < etags.length - 1) return 'EntityTooSmall';
      await appendFile(stagedFile, part);
    }
    const { size } = await stat(stagedFile);
    const refusal = await this.#publish(key, stagedFile, options);
    if (refusal !== null) return refusal;
    for (const index of etags.keys()) await rm(this.#partFile(upload, index + 1));
    await rm(this.#partFile(upload, 0), { force: true });
    return size;
  }

  async get(key: string): Promise<Buffer | undefined> {
    return readFile(this.#fileOf(key)).catch(undefinedIfMissing);
  }

  async head(key: string): Promise<StoredObject | undefined> {
    const file = await stat(this.#fileOf(key)).catch(undefinedIfMissing);
    return file?.isFile() ? { key, bytes: file.size, modifiedAt: file.mtime } : undefined;
  }

  /** The keys that begin with `prefix`, in the order of their UTF-8 bytes, as S3 lists them. */
  async keys(prefix = ''): Promise<string[]> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    const root = folder === '' ? this.#folder : join(this.#folder, pathOf(folder.slice(0, -1)));
    const entries = (await readdir(root, { recursive: true, withFileTypes: true }).catch(undefinedIfMissing)) ?? [];
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => keyOf(join(entry.parentPath, entry.name).slice(this.#folder.length + 1)))
      .filter((key) => key.startsWith(prefix))
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  #partFile(upload: string, part: number): string {
    return join(this.#staging, `${pathOf(upload)}.${part}`);
  }

  #metadataFile(key: string): string {
    return join(this.#metadata, createHash('sha256').update(key).digest('hex'));
  }

  #fileOf(key: string): string {
    return join(this.#folder, pathOf(key));
  }
}

export const etagOf = (body: Uint8Array): string => `"${createHash('md5').update(body).digest('hex')}"`;

/** Dots are escaped where they would mean a folder: no key leads out of the bucket. */
function pathOf(key: string): string {
  const parts = key
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/^\.{1,2}$/, (dots) => '%2E'.repeat(dots.length)));
  if (parts.includes(''))
    throw new UnstorableKeyError(`a key with an empty part does not store here: ${JSON.stringify(key)}`);
  return parts.join('/');
}

const keyOf = (path: string): string => path.split(/[/\\]/).map(decodeURIComponent).join('/');

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

function undefinedIfMissing(error: unknown): undefined {
  if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR') || isCode(error, 'EISDIR')) return undefined;
  throw error;
}
