import { type FileHandle, open } from 'node:fs/promises';

/** A file of JSON lines that grows: nothing of what was written stays in memory. */
export class JsonLines {
  readonly #file: FileHandle;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<JsonLines> {
    return new JsonLines(await open(path, 'wx'));
  }

  /** Appends lines of JSON, each without its line break. */
  async append(lines: readonly string[]): Promise<void> {
    if (lines.length > 0) await this.#file.writeFile(lines.map((line) => `${line}\n`).join(''));
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
