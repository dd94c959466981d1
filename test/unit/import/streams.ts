/** Files as streams of bytes. */
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { readRows } from '../../../shared/import/csv/read-rows.ts';
import type { Kind } from '../../../shared/import/files.ts';

/** The text, or bytes, in chunks of `size` bytes. */
export async function* streamOf(content: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The result of reading: `3 ok` for the row that begins on line 3, and every problem as it is printed. */
export async function report(kind: Kind, content: string | Uint8Array, size?: number): Promise<string[]> {
  const read = await collect(readRows(kind, streamOf(content, size)));
  return read.map((entry) => ('problem' in entry ? formatProblem(entry.problem) : `${entry.line} ok`));
}
