import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import * as z from 'zod';
import { LineIndex } from './line-index.ts';

/** A line of the mail folder's index.jsonl, as the mail service's stand-in writes it. */
const sentLine = z.object({
  messageId: z.string(),
  source: z.string(),
  destinations: z.array(z.string()),
  tags: z.record(z.string(), z.string()),
  configurationSet: z
    .string()
    .nullish()
    .transform((name) => name ?? null),
  at: z.string(),
});

/** A mail as it was handed to the mail service. */
export type Message = z.infer<typeof sentLine> & {
  readonly from: string;
  readonly text: string;
  /** Null for a mail of text alone. */
  readonly html: string | null;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
};

/** The folder of `<nnnnnn>.eml` files with its `index.jsonl`: the n-th line of the index belongs to the n-th file. */
export class Mailbox {
  readonly #folder: string;
  readonly #index: LineIndex<typeof sentLine, { notice: string | null }>;
  #numbers: Map<string, number> = new Map();
  #files: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
    this.#index = new LineIndex(join(folder, 'index.jsonl'), sentLine, ({ tags }) => ({ notice: tags.notice ?? null }));
  }

  /** The mail that carries the notice's tag, or null if there is none; the last one, should a notice have been sent again. */
  async find(noticeId: string): Promise<Message | null> {
    const entries = await this.#upToDate();
    const number = this.#numbers.get(noticeId);
    const entry = number === undefined ? undefined : entries[number];
    const file = number === undefined ? undefined : this.#files[number];
    if (entry === undefined || file === undefined) return null;
    const [sent] = await this.#index.read([entry]);
    const parsed = await simpleParser(await readFile(join(this.#folder, file)), { skipTextToHtml: true });
    return sent === undefined ? null : { ...sent, ...contentOf(parsed) };
  }

  async #upToDate() {
    const entries = await this.#index.entries();
    if (entries.length !== this.#files.length) {
      this.#numbers = new Map(entries.map(({ notice, number }) => [notice ?? '', number]));
      this.#files = (await readdir(this.#folder).catch(() => [])).filter((name) => /^\d+\.eml$/.test(name)).sort();
    }
    return entries;
  }
}

function contentOf({ from, text, html, attachments }: ParsedMail): Omit<Message, keyof z.infer<typeof sentLine>> {
  return {
    from: from?.text ?? '',
    text: text ?? '',
    html: html || null,
    attachments: attachments.map(({ filename, contentType, size }) => ({
      name: filename ?? 'attachment',
      type: contentType,
      bytes: size,
    })),
  };
}
