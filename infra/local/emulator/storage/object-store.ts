import { createHash, randomUUID } from 'node:crypto';
import { appendFile, link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type StoredObject = {
  readonly key: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
};

/** A key that does not fit into a folder tree as it is: empty parts, or a part that is both an object and a folder. */
export class UnstorableKeyError extends Error {
  override readonly name = 'UnstorableKeyError';
}

/** The objects of one bucket, a file each: `runs/a/b.json` is found at `runs/a/b.json`, special characters escaped as in URLs. */
export class ObjectStore {
  readonly #folder: string;
  readonly #staging: string;
  /** Folders of keys that are there: nobody removes them. */
  readonly #made = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
    this.#staging = `${folder}.staging`;
  }

  async create(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await mkdir(this.#staging, { recursive: true });
  }

  /**
   * Writes an object; readers see the old one or the new one, never half of it.
   *
   * @returns false, and nothing written, if it exists and `onlyIfAbsent`; of several such writers one wins
   */
  async put(key: string, body: Uint8Array, onlyIfAbsent = false): Promise<boolean> {
    const target = this.#fileOf(key);
    const stagedFile = join(this.#staging, randomUUID());
    await this.#makeFolder(dirname(target));
    await writeFile(stagedFile, body);
    if (!onlyIfAbsent) {
      await rename(stagedFile, target);
      return true;
    }
    try {
      await link(stagedFile, target);
      return true;
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false;
      throw error;
    } finally {
      await rm(stagedFile);
    }
  }

  async #makeFolder(folder: string): Promise<void> {
    if (this.#made.has(folder)) return;
    await mkdir(folder, { recursive: true });
    this.#made.add(folder);
  }

  /** Keeps a part of an object until the object is put together. @returns its ETag */
  async putPart(upload: string, part: number, body: Uint8Array): Promise<string> {
    await writeFile(this.#partFile(upload, part), body);
    return etagOf(body);
  }

  /** Puts an object together of its parts, in their order. @returns its size in bytes, or S3's name of what is wrong with a part */
  async putTogether(
    key: string,
    upload: string,
    etags: readonly string[],
    leastBytes: number,
  ): Promise<number | 'InvalidPart' | 'EntityTooSmall'> {
    const target = this.#fileOf(key);
    const stagedFile = join(this.#staging, randomUUID());
    await this.#makeFolder(dirname(target));
    for (const [index, etag] of etags.entries()) {
      const part = await readFile(this.#partFile(upload, index + 1)).catch(undefinedIfMissing);
      if (part === undefined || etagOf(part) !== etag) return 'InvalidPart';
      if (part.length < leastBytes && index < etags.length - 1) return 'EntityTooSmall';
      await appendFile(stagedFile, part);
    }
    const { size } = await stat(stagedFile);
    await rename(stagedFile, target);
    for (const index of etags.keys()) await rm(this.#partFile(upload, index + 1));
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
