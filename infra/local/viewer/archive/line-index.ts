import { stat } from 'node:fs/promises';
import type * as z from 'zod';
import { parseLine } from '../results/parse-line.ts';
import { type Line, lineBatches, readAt } from '../results/read-lines.ts';

/** Where a line lies in its file (bytes), and its number, from 0. */
type Place = { readonly number: number; readonly offset: number; readonly length: number };

/** The index entry of a line: its place, and the fields that lists are filtered by. */
export type Entry<Kept> = Place & Kept;

/**
 * Indexes a file of JSON lines that may be large and may still be growing: the fields that lists are filtered by are
 * held in memory; the lines are read from the file when they are shown. One reader at a time updates the index; the
 * others wait for it.
 */
export class LineIndex<Schema extends z.ZodType, Kept> {
  readonly #file: string;
  readonly #schema: Schema;
  readonly #keep: (line: z.infer<Schema>) => Kept | null;
  #entries: Entry<Kept>[] = [];
  #end = 0;
  #inode = 0;
  #refreshing: Promise<void> | null = null;

  /** @param keep what is held of a line; null: the line is left out, and has no number */
  constructor(file: string, schema: Schema, keep: (line: z.infer<Schema>) => Kept | null) {
    this.#file = file;
    this.#schema = schema;
    this.#keep = keep;
  }

  /**
   * The entries of all lines, in the order of the file, up to date.
   *
   * @throws ViewerError on a line that cannot be read.
   */
  async entries(): Promise<readonly Entry<Kept>[]> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    await this.#refreshing;
    return this.#entries;
  }

  /** Reads lines from the file, in the order of `places`. */
  async read(places: readonly Place[]): Promise<z.infer<Schema>[]> {
    const texts = await readAt(this.#file, places);
    return texts.map((text, index) => this.#parse({ text, offset: places[index]?.offset ?? 0 }));
  }

  /**
   * Numbers of the lines that `matches`, read from the file from start to end; slower than a look at `entries`.
   *
   * @param mayMatch whether a line has to be parsed at all: its text as it is in the file, and what is held of it
   */
  async search(
    matches: (line: z.infer<Schema>) => boolean,
    mayMatch: (text: string, kept: Kept) => boolean = () => true,
  ): Promise<ReadonlySet<number>> {
    const entries = await this.entries();
    const numbers = new Set<number>();
    let number = 0;
    for await (const batch of lineBatches(this.#file)) {
      for (const line of batch) {
        const entry = entries[number];
        if (entry === undefined) return numbers;
        if (entry.offset !== line.offset) continue;
        if (mayMatch(line.text, entry) && matches(this.#parse(line))) numbers.add(number);
        number += 1;
      }
    }
    return numbers;
  }

  /** Reads the lines that were added; a file that was replaced is read from its start. */
  async #refresh(): Promise<void> {
    const stats = await stat(this.#file).catch(() => null);
    if (stats === null || stats.ino !== this.#inode || stats.size < this.#end) this.#reset(stats?.ino ?? 0);
    if (stats === null || stats.size === this.#end) return;
    for await (const batch of lineBatches(this.#file, this.#end)) for (const line of batch) this.#add(line);
  }

  #reset(inode: number): void {
    this.#entries = [];
    this.#end = 0;
    this.#inode = inode;
  }

  #add(line: Line): void {
    const { offset, length } = line;
    const kept = this.#keep(this.#parse(line));
    if (kept !== null) this.#entries.push({ number: this.#entries.length, offset, length, ...kept });
    this.#end = offset + length + 1;
  }

  #parse(line: Pick<Line, 'text' | 'offset'>): z.infer<Schema> {
    return parseLine(this.#schema, this.#file, line);
  }
}
