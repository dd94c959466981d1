import { type FileHandle, open } from 'node:fs/promises';

/** A growing file of JSON lines; the lines are not kept in memory. */
export class JsonLines {
  readonly #file: FileHandle;
  #bytes: number;

  private constructor(file: FileHandle, bytes: number) {
    this.#file = file;
    this.#bytes = bytes;
  }

  /** @param bytes size to which an existing file is truncated: what follows is written again */
  static async open(path: string, bytes: number): Promise<JsonLines> {
    const file = await open(path, 'a');
    await file.truncate(bytes);
    return new JsonLines(file, bytes);
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Appends lines of JSON, each without its line break. */
  async append(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    const text = lines.map((line) => `${line}\n`).join('');
    await this.#file.writeFile(text);
    this.#bytes += Buffer.byteLength(text);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
