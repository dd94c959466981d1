/**
 * An object as its records: lines, or in CSV rows, which may have line ends within quotes. Never more than a chunk and
 * a record in memory.
 */

/**
 * Longest record, in bytes: a stored item, of which a report tells, has at most 400 KB; a row of an upload that is
 * imported has at most 64 KB.
 */
export const MAX_RECORD_BYTES = 4 * 1024 * 1024;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;

/** The object is no text, or has a record that is too long: nobody can say whether the person is in it. */
export class UnsearchableObject extends Error {
  override readonly name = 'UnsearchableObject';
}

/** Each record with its line end, as bytes. Together they are the object. @throws UnsearchableObject */
export async function* recordsOf(
  stream: AsyncIterable<Uint8Array>,
  isCsv: boolean,
  maxBytes: number = MAX_RECORD_BYTES,
): AsyncGenerator<Buffer> {
  let open: Buffer[] = [];
  let bytes = 0;
  let quotes = 0;
  for await (const line of linesOf(stream, maxBytes)) {
    if (!isCsv) {
      yield line;
      continue;
    }
    open.push(line);
    bytes += line.length;
    quotes += countQuotes(line);
    if (bytes > maxBytes) throw tooLong(maxBytes);
    if (quotes % 2 === 1) continue;
    yield Buffer.concat(open);
    [open, bytes, quotes] = [[], 0, 0];
  }
  // A quote that is never closed: the lines after it are no cell.
  yield* open;
}

async function* linesOf(stream: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    // UTF-16, an archive, a workbook.
    if (chunk.includes(0)) throw new UnsearchableObject('it is no text in a code of one byte or UTF-8');
    const bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = endOfLine(bytes, start); end !== -1; end = endOfLine(bytes, start)) {
      yield bytes.subarray(start, end);
      start = end;
    }
    rest = bytes.subarray(start);
    if (rest.length > maxBytes) throw tooLong(maxBytes);
  }
  if (rest.length > 0) yield rest;
}

const tooLong = (maxBytes: number): UnsearchableObject =>
  new UnsearchableObject(`it has a record of more than ${maxBytes} bytes`);

/**
 * The end of the line that begins at `start`; −1: it is not complete. A line feed may still follow a carriage return at
 * the very end.
 */
function endOfLine(bytes: Buffer, start: number): number {
  const feed = bytes.indexOf(LINE_FEED, start);
  const carriageReturn = bytes.subarray(start, feed === -1 ? bytes.length : feed).indexOf(CARRIAGE_RETURN);
  if (carriageReturn === -1) return feed === -1 ? -1 : feed + 1;
  const next = start + carriageReturn + 1;
  if (next === bytes.length) return -1;
  return bytes[next] === LINE_FEED ? next + 1 : next;
}

function countQuotes(line: Buffer): number {
  let count = 0;
  for (let at = line.indexOf(QUOTE); at !== -1; at = line.indexOf(QUOTE, at + 1)) count += 1;
  return count;
}
