/**
 * A large file in the order in which it is imported, kept in the reports bucket until it is: pieces, each sorted, with
 * an index, and parts, which say where in the pieces their rows are (docs/decisions/0035-large-files.md).
 *
 *   sorted/<key>/<execution>/piece-0.jsonl   piece-0.json   …   part-1.json   …
 */

import type { Kind } from '../../import/files.ts';
import type { OpenedObject, OpenOptions } from '../../lambda/object-source.ts';
import type { ObjectStore } from '../../lambda/object-store.ts';
import { mapConcurrently } from '../../store/map-concurrently.ts';
import { REWRITTEN } from '../erasure/erase-object.ts';
import { cutParts, type Part, type PieceIndex, SAMPLES, type Sample, type Share } from './parts.ts';
import { MAX_CHARACTERS } from './read-pieces.ts';
import { charactersOf, type ReadRow, type SortedRow, sortedRow, sortRows } from './sorted-rows.ts';

/** Below it lie the sorted files; a rule of the bucket removes them after days. */
export const SORTED = 'sorted/';

export type SortedObjects = Pick<ObjectStore, 'put'> & {
  open: (key: string, options?: OpenOptions) => Promise<OpenedObject | null>;
};

/** What was written is gone, or is without somebody who was erased: it cannot be gone on with. */
export class SortedFileChanged extends Error {
  override readonly name = 'SortedFileChanged';
}

export class SortedFile {
  readonly #objects: SortedObjects;
  readonly #kind: Kind;
  readonly #prefix: string;
  /** Rows of a full piece, and of a part. */
  readonly #limit: number;

  constructor(
    objects: SortedObjects,
    kind: Kind,
    { key, execution }: { key: string; execution: string },
    limit: number,
  ) {
    this.#objects = objects;
    this.#kind = kind;
    this.#prefix = `${SORTED}${key}/${execution}/`;
    this.#limit = limit;
  }

  /** `rows`: in their order. Repeating it replaces the piece. */
  async writePiece(number: number, rows: readonly SortedRow[]): Promise<void> {
    const samples: Sample[] = [];
    const lines: string[] = [];
    let bytes = 0;
    let weight = 1;
    for (const row of rows) {
      weight += this.#samples * Math.max(1 / this.#limit, charactersOf(row) / MAX_CHARACTERS);
      if (weight >= 1) samples.push({ key: row.key, byte: bytes });
      if (weight >= 1) weight -= Math.floor(weight);
      const line = `${JSON.stringify(row.entry)}\n`;
      lines.push(line);
      bytes += Buffer.byteLength(line);
    }
    await this.#objects.put(`${this.#prefix}piece-${number}.jsonl`, lines.join(''));
    const index: PieceIndex = { samples, last: rows.at(-1)?.key ?? '', bytes };
    await this.#objects.put(`${this.#prefix}piece-${number}.json`, JSON.stringify(index), JSON_TYPE);
  }

  get #samples(): number {
    return Math.min(SAMPLES, this.#limit);
  }

  /** Divides the rows of all pieces into parts. Repeating it gives the same. */
  async divide(pieces: number): Promise<Part[]> {
    const numbers = Array.from({ length: pieces }, (_, number) => number);
    const indexes = await mapConcurrently(numbers, (number) => this.#json<PieceIndex>(`piece-${number}.json`));
    const parts = cutParts(indexes, this.#samples);
    await mapConcurrently([...parts.entries()], ([index, part]) =>
      this.#objects.put(`${this.#prefix}part-${index + 1}.json`, JSON.stringify(part), JSON_TYPE),
    );
    return parts;
  }

  /** The rows of a part, in their order. `number`: from 1. @throws SortedFileChanged */
  async readPart(number: number): Promise<SortedRow[]> {
    const { from, to, shares } = await this.#json<Part>(`part-${number}.json`);
    const rows = await mapConcurrently(shares, async (share) =>
      (await this.#readShare(share)).filter(({ key }) => (from === null || key >= from) && (to === null || key < to)),
    );
    return sortRows(rows.flat());
  }

  async #readShare({ piece, start, end }: Share): Promise<SortedRow[]> {
    const text = await this.#text(`piece-${piece}.jsonl`, { range: { start, end } });
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => sortedRow(this.#kind, JSON.parse(line) as ReadRow));
  }

  async #json<T>(name: string): Promise<T> {
    return JSON.parse(await this.#text(name)) as T;
  }

  async #text(name: string, options?: OpenOptions): Promise<string> {
    const object = await this.#objects.open(`${this.#prefix}${name}`, options);
    if (object === null) throw new SortedFileChanged(`${this.#prefix}${name} is gone`);
    if (object.metadata[REWRITTEN] !== undefined) {
      await object.close();
      throw new SortedFileChanged(`${this.#prefix}${name} is written anew`);
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of object.stream) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }
}

const JSON_TYPE = 'application/json; charset=utf-8';
