import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

/** The log files of the functions: one per function in a folder, opened at the first line. */
export class FunctionLogs {
  readonly #folder: string;
  readonly #files = new Map<string, WriteStream>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  write(functionName: string, text: string): void {
    let file = this.#files.get(functionName);
    if (!file) {
      file = createWriteStream(join(this.#folder, `${functionName}.log`), { flags: 'a' });
      this.#files.set(functionName, file);
    }
    file.write(text);
  }

  /** Waits until everything written so far is in the files. */
  async flush(): Promise<void> {
    const files = [...this.#files.values()];
    await Promise.all(files.map((file) => new Promise<void>((done) => file.write('', () => done()))));
  }

  /** Closes the files once everything is in them. */
  async close(): Promise<void> {
    const files = [...this.#files.values()];
    this.#files.clear();
    await Promise.all(
      files.map((file) => {
        file.end();
        return finished(file);
      }),
    );
  }
}
