import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail, SentMail } from './mail.ts';
import { MessageIds } from './message-ids.ts';

/** Digits of a mail's number in its file's name. */
const DIGITS = 6;

const INDEX = 'index.jsonl';

type IndexLine = Omit<SentMail, 'raw' | 'configurationSet'> & {
  readonly file: string;
  readonly configurationSet: string | null;
};

/**
 * Every mail that the emulated SES has accepted, on disk: `000001.eml`, …, and a line for each in `index.jsonl`; only
 * digests stay in memory. (The viewer's `Mailbox` reads this folder.)
 */
export class Mailbox {
  readonly #folder: string;
  readonly #ids = new MessageIds();
  #count = 0;
  #lastWrite: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Creates the folder, or continues with the mails that are in it. */
  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const lines = await this.#lines();
    this.#count = lines.length;
    for (const { messageId } of lines) this.#ids.markUsed(messageId);
    // An unfinished line, of a process that was killed, is dropped.
    await writeFile(join(this.#folder, INDEX), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }

  /** The mails after the first `count`, in their order. */
  async *after(count: number): AsyncGenerator<SentMail> {
    for (const { file, configurationSet, ...line } of (await this.#lines()).slice(count))
      yield {
        ...line,
        configurationSet: configurationSet ?? undefined,
        raw: await readFile(join(this.#folder, file)),
      };
  }

  async #lines(): Promise<IndexLine[]> {
    const text = await readFile(join(this.#folder, INDEX), 'utf8').catch(() => '');
    const end = text.lastIndexOf('\n');
    return end < 0
      ? []
      : text
          .slice(0, end)
          .split('\n')
          .map((line) => JSON.parse(line) as IndexLine);
  }

  /** Mails recorded, those that were there at the start included. */
  get count(): number {
    return this.#count;
  }

  /**
   * Gives the mail its id. The line is fileWritten after the file, and lines in the order of the files' numbers.
   *
   * @param at ISO instant
   */
  async record(mail: Mail, at: string): Promise<SentMail> {
    const { raw, source, destinations, tags, configurationSet } = mail;
    const messageId = this.#ids.next(mail);
    this.#count += 1;
    const file = `${String(this.#count).padStart(DIGITS, '0')}.eml`;
    const line: IndexLine = {
      file,
      messageId,
      source,
      destinations,
      tags,
      configurationSet: configurationSet ?? null,
      at,
    };
    const fileWritten = writeFile(join(this.#folder, file), raw);
    const previousWrite = this.#lastWrite;
    this.#lastWrite = Promise.all([previousWrite, fileWritten]).then(() =>
      appendFile(join(this.#folder, INDEX), `${JSON.stringify(line)}\n`),
    );
    await this.#lastWrite;
    return { ...mail, messageId, at };
  }
}
