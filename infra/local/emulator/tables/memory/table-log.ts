import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { Item } from './attribute-value.ts';

/** A write: an item that was put, or the key of one that was deleted. */
export type Write = { readonly put: Item } | { readonly delete: Item };

/** `at`: milliseconds since the epoch, of a table whose changes are taken. */
export type LoggedWrite = Write & { readonly at?: number };

const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * The writes of a table, a JSON line each, in the order in which they were made. A write is in the file before it is
 * answered, so that a process that is killed loses none that somebody knows of.
 */
export class TableLog {
  readonly #file: number;
  #count: number;

  private constructor(file: number, count: number) {
    this.#file = file;
    this.#count = count;
  }

  /**
   * Opens the log, or makes an empty one. `onWrite` gets what was written before, the oldest first, and its number, from
   * 1; an unfinished last line is dropped.
   */
  static open(path: string, onWrite: (write: LoggedWrite, number: number) => void): TableLog {
    const file = openSync(path, 'a+');
    let count = 0;
    ftruncateSync(
      file,
      readLines(file, (line) => onWrite(JSON.parse(line) as LoggedWrite, ++count)),
    );
    return new TableLog(file, count);
  }

  /** @returns the number of the write */
  write(write: LoggedWrite): number {
    writeSync(this.#file, `${JSON.stringify(write)}\n`);
    return ++this.#count;
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** @returns the bytes of all complete lines */
function readLines(file: number, onLine: (line: string) => void): number {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let rest = Buffer.alloc(0);
  let complete = 0;
  for (;;) {
    const read = readSync(file, chunk, 0, CHUNK_BYTES, complete + rest.length);
    if (read === 0) return complete;
    const text = Buffer.concat([rest, chunk.subarray(0, read)]);
    let begin = 0;
    for (let end = text.indexOf(NEWLINE); end >= 0; end = text.indexOf(NEWLINE, begin)) {
      onLine(text.toString('utf8', begin, end));
      begin = end + 1;
    }
    complete += begin;
    rest = text.subarray(begin);
  }
}
