import type { EmailLine } from '../../results/lines.ts';
import type { Archive } from '../archive.ts';
import { type SliceOf, type SliceRange, slice } from '../slice.ts';

/** A filter of mails; empty fields match all. */
export type MailFilter = {
  /** Words that subject, address, partner (id or name) or membership must all contain, whatever their case. */
  readonly q: string;
  readonly kind: string;
  readonly locale: string;
  readonly partner: string;
  /** Civil date. */
  readonly day: string;
};

/** A mail of the list: its line, its number in the file, and its partner's name if it is known. */
export type MailItem = EmailLine & { readonly number: number; readonly partnerName: string | null };

/** Searches that are kept while somebody goes through their results. */
const SEARCHES_KEPT = 8;

/** The inbox: the mails of an archive, newest first. */
export class Mails {
  readonly #archive: Archive;
  readonly #searches = new Map<string, Promise<ReadonlySet<number>>>();
  #byNotice: { size: number; numbers: ReadonlyMap<string, number> } = { size: 0, numbers: new Map() };

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  async list(filter: MailFilter, range: SliceRange): Promise<SliceOf<MailItem>> {
    const entries = await this.#archive.mails.entries();
    const numbersFound = filter.q.trim() === '' ? null : await this.#search(filter.q, entries.length);
    const matching = entries.filter(
      (mail) =>
        (numbersFound?.has(mail.number) ?? true) &&
        matches(filter.kind, mail.kind) &&
        matches(filter.locale, mail.locale) &&
        matches(filter.partner, mail.partnerId) &&
        matches(filter.day, mail.asOf),
    );
    const part = slice(matching.reverse(), range);
    const lines = await this.#archive.mails.read(part.items);
    return { ...part, items: lines.flatMap((line, index) => this.#item(line, part.items[index]?.number ?? 0)) };
  }

  /** The mail with this number, or null. */
  async get(number: number): Promise<MailItem | null> {
    const entry = (await this.#archive.mails.entries())[number];
    if (entry === undefined) return null;
    const [line] = await this.#archive.mails.read([entry]);
    return this.#item(line ?? null, number)[0] ?? null;
  }

  /** Numbers of the mails by the ids of their notices. */
  async numbers(): Promise<ReadonlyMap<string, number>> {
    const entries = await this.#archive.mails.entries();
    if (entries.length !== this.#byNotice.size) {
      const numbers = new Map(entries.map(({ noticeId, number }) => [noticeId, number]));
      this.#byNotice = { size: entries.length, numbers };
    }
    return this.#byNotice.numbers;
  }

  /** None for a line that is no mail. */
  #item(line: EmailLine | null, number: number): MailItem[] {
    return line === null ? [] : [{ ...line, number, partnerName: this.#nameOf(line.partnerId) }];
  }

  #nameOf(partnerId: string): string | null {
    return this.#archive.names.get(partnerId)?.name ?? null;
  }

  #search(q: string, size: number): Promise<ReadonlySet<number>> {
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    const key = `${size} ${words.join(' ')}`;
    const known = this.#searches.get(key);
    if (known !== undefined) return known;
    const has = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
    const search = this.#archive.mails.search(
      (line) =>
        line !== null &&
        has(`${line.subject} ${line.to} ${line.partnerId} ${line.membershipId} ${this.#nameOf(line.partnerId) ?? ''}`),
      // What JSON writes otherwise is found by parsing it.
      (text, { partnerId }) => text.includes('\\') || has(`${text} ${this.#nameOf(partnerId) ?? ''}`),
    );
    this.#searches.set(key, search);
    search.catch(() => this.#searches.delete(key));
    for (const oldest of [...this.#searches.keys()].slice(0, -SEARCHES_KEPT)) this.#searches.delete(oldest);
    return search;
  }
}

const matches = (wanted: string, value: string): boolean => wanted === '' || wanted === value;
