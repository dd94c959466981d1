import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SentMail } from './mail.ts';

/** Digits of a mail's number in its file's name. */
const DIGITS = 6;

/** Every mail that was accepted, on disk: `000001.eml`, …, and a line for each in `index.jsonl`. Nothing stays in memory. */
export class Mailbox {
  readonly #folder: string;
  #count = 0;
  #lastWrite: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async create(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
  }

  /** Mails recorded since the start. */
  get count(): number {
    return this.#count;
  }

  /** The line is written after the file, and lines in the order of the files' numbers. */
  async record({ raw, messageId, source, destinations, tags, configurationSet, at }: SentMail): Promise<void> {
    this.#count += 1;
    const file = `${String(this.#count).padStart(DIGITS, '0')}.eml`;
    const line = { file, messageId, source, destinations, tags, configurationSet: configurationSet ?? null, at };
    const written = writeFile(join(this.#folder, file), raw);
    const before = this.#lastWrite;
    this.#lastWrite = Promise.all([before, written]).then(() =>
      appendFile(join(this.#folder, 'index.jsonl'), `${JSON.stringify(line)}\n`),
    );
    await this.#lastWrite;
  }
}
