import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

const NEWLINE = 0x0a;
const CHUNK_BYTES = 1 << 18;

/** A line of a file: its text, without the line break, and where its bytes lie. */
export type Line = { readonly text: string; readonly offset: number; readonly length: number };

/**
 * The lines of a file from the byte `from` on, in batches of what one read brings, so that a large file is never held
 * whole. A last line without its line break is still being written: it is left out. A missing file has no lines.
 */
export async function* lineBatches(file: string, from = 0): AsyncGenerator<Line[]> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = from;
  try {
    for await (const chunk of createReadStream(file, { start: from, highWaterMark: CHUNK_BYTES })) {
      const bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
      const { lines, used } = split(bytes, offset);
      rest = bytes.subarray(used);
      offset += used;
      yield lines;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function split(bytes: Buffer, offset: number): { lines: Line[]; used: number } {
  const lines: Line[] = [];
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
    if (end > start)
      lines.push({ text: bytes.toString('utf8', start, end), offset: offset + start, length: end - start });
    start = end + 1;
  }
  return { lines, used: start };
}

/** The texts at these places of a file, in the order asked for. */
export async function readAt(
  file: string,
  places: readonly { offset: number; length: number }[],
): Promise<readonly string[]> {
  if (places.length === 0) return [];
  const handle = await open(file);
  try {
    const texts: string[] = [];
    for (const { offset, length } of places) {
      const { buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
      texts.push(buffer.toString('utf8'));
    }
    return texts;
  } finally {
    await handle.close();
  }
}
