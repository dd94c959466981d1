import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import * as z from 'zod';
import { LineIndex } from '../line-index.ts';

/** A line of the mail folder's index.jsonl, as the emulated SES writes it. */
const sentLine = z.object({
  /** The file's name within the folder; no path. */
  file: z.string().regex(/^\d+\.eml$/),
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

/** A mail as SES got it. */
export type Message = z.infer<typeof sentLine> & {
  readonly from: string;
  readonly text: string;
  /** Null for a mail of text alone. */
  readonly html: string | null;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
};

/** Reads the mails that the emulated SES keeps: `<nnnnnn>.eml` files, and `index.jsonl` with a line for each. */
export class Mailbox {
  readonly #folder: string;
  readonly #index: LineIndex<typeof sentLine, { notice: string }>;
  /** Numbers of the first `size` mails by the ids of their notices. */
  #byNotice: { size: number; numbers: ReadonlyMap<string, number> } = { size: 0, numbers: new Map() };

  constructor(folder: string) {
    this.#folder = folder;
    this.#index = new LineIndex(join(folder, 'index.jsonl'), sentLine, ({ tags }) => ({ notice: tags.notice ?? '' }));
  }

  /** The mail with the notice's tag, or null; the last one if a notice was sent again. */
  async find(noticeId: string): Promise<Message | null> {
    const entries = await this.#index.entries();
    if (entries.length !== this.#byNotice.size) {
      this.#byNotice = {
        size: entries.length,
        numbers: new Map(entries.map(({ notice, number }) => [notice, number])),
      };
    }
    const entry = entries[this.#byNotice.numbers.get(noticeId) ?? -1];
    const [sent] = await this.#index.read(entry === undefined ? [] : [entry]);
    if (sent === undefined) return null;
    const parsed = await simpleParser(await readFile(join(this.#folder, sent.file)), { skipTextToHtml: true });
    return { ...sent, ...contentOf(parsed) };
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
