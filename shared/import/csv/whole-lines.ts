/**
 * A stream of bytes as text, some whole lines at a time: never more than a chunk and a line in memory. Every line is
 * checked to be UTF-8 and not too long.
 */
import { isUtf8 } from 'node:buffer';
import { escapeInvisible } from '../../domain/core/problem.ts';

/** Longest line, and longest row of several lines, in bytes. */
export const MAX_LINE_BYTES = 65_536;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** What ends a line: spreadsheets write any of the three. */
export const LINE_END = /\r\n|\r|\n/;
const BYTE_ORDER_MARK = '\ufeff';
const CONTEXT = 20;
const UTF_8 = 'text in UTF-8 (in a spreadsheet: save as "CSV UTF-8")';

/** A fault of the bytes: what was found, and what is allowed. */
export type Fault = { got: string; allowed: string };
/** A place between two lines of a file: so many bytes lie before it, and the next line has this number, from 1. */
export type Position = { byte: number; line: number };
export const BEGINNING: Position = { byte: 0, line: 1 };
/**
 * Whole lines with their line ends (the last may have none); `line` is the number of the first one, from 1, `byte` how
 * many bytes of the file lie before it, its byte order mark included.
 */
export type Lines = { line: number; byte: number; text: string } | { line: number; fault: Fault };

/**
 * Reads a stream without its byte order mark. The first fault is the last result. `maxBytes`: of one line. `from`:
 * where in the file the stream begins.
 */
export async function* readWholeLines(
  stream: AsyncIterable<Uint8Array>,
  maxBytes = MAX_LINE_BYTES,
  from: Position = BEGINNING,
): AsyncGenerator<Lines> {
  let rest = Buffer.alloc(0);
  let { line, byte } = from;
  for await (const chunk of stream) {
    const bytes = Buffer.concat([rest, chunk]);
    const end = endOfWholeLines(bytes);
    const { good, mark, nextLine, fault } = check(bytes.subarray(0, end), line, maxBytes);
    if (good !== '') yield { line, byte: byte + mark, text: good };
    line = nextLine;
    byte += end;
    rest = bytes.subarray(end);
    const first = fault ?? (rest.length > maxBytes ? tooLong(maxBytes) : null);
    if (first !== null) return yield { line, fault: first };
  }
  const { good, mark, nextLine, fault } = check(rest, line, maxBytes);
  if (good !== '') yield { line, byte: byte + mark, text: good };
  if (fault !== null) yield { line: nextLine, fault };
}

/** The end of the last line that is complete: after a carriage return at the very end, its line feed may still come. */
function endOfWholeLines(bytes: Buffer): number {
  const carriageReturn = bytes.length < 2 ? -1 : bytes.lastIndexOf(CARRIAGE_RETURN, bytes.length - 2);
  return Math.max(bytes.lastIndexOf(LINE_FEED), carriageReturn) + 1;
}

/** The end of the line that begins at `start`. */
function endOfLine(bytes: Buffer, start: number, feed: number): number {
  const carriageReturn = bytes.subarray(start, feed === -1 ? bytes.length : feed).indexOf(CARRIAGE_RETURN);
  if (carriageReturn === -1) return feed === -1 ? bytes.length : feed + 1;
  const end = start + carriageReturn + 1;
  return bytes[end] === LINE_FEED ? end + 1 : end;
}

type CheckedLines = {
  /** The text before the first fault. */
  good: string;
  /** Bytes of the byte order mark before it. */
  mark: number;
  /** The number of the line after it. */
  nextLine: number;
  fault: Fault | null;
};

function check(bytes: Buffer, first: number, maxBytes: number): CheckedLines {
  let line = first;
  let feed = bytes.indexOf(LINE_FEED);
  for (let start = 0; start < bytes.length; line += 1) {
    if (feed !== -1 && feed < start) feed = bytes.indexOf(LINE_FEED, start);
    const end = endOfLine(bytes, start, feed);
    const fault = (line === 1 ? utf16FaultOf(bytes) : null) ?? faultOf(bytes.subarray(start, end), maxBytes);
    if (fault !== null) return { ...textOf(bytes.subarray(0, start), first), nextLine: line, fault };
    start = end;
  }
  return { ...textOf(bytes, first), nextLine: line, fault: null };
}

function textOf(bytes: Buffer, line: number): Pick<CheckedLines, 'good' | 'mark'> {
  const text = bytes.toString('utf8');
  const hasMark = line === 1 && text.startsWith(BYTE_ORDER_MARK);
  return hasMark ? { good: text.slice(1), mark: Buffer.byteLength(BYTE_ORDER_MARK) } : { good: text, mark: 0 };
}

/** A file of two bytes a character, by its byte order mark or by the zero byte of its first character. */
function utf16FaultOf([first, second]: Buffer): Fault | null {
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const hasZero = second !== undefined && (first === 0) !== (second === 0);
  return hasMark || hasZero ? { got: 'a file in UTF-16', allowed: UTF_8 } : null;
}

function faultOf(line: Buffer, maxBytes: number): Fault | null {
  if (line.length > maxBytes) return tooLong(maxBytes);
  if (isUtf8(line)) return null;
  const text = line.toString('utf8');
  const at = text.indexOf('\ufffd');
  const around = escapeInvisible(text.slice(Math.max(0, at - CONTEXT), at + CONTEXT).trim());
  return { got: `bytes that are not UTF-8, at character ${at + 1}: "${around}"`, allowed: UTF_8 };
}

function tooLong(maxBytes: number): Fault {
  return { got: `a line of more than ${maxBytes} bytes`, allowed: `at most ${maxBytes} bytes a line` };
}
