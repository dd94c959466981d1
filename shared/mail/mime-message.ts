/**
 * The one MIME message that the program sends: a header, and `multipart/alternative` of text and HTML, with a calendar
 * file in `multipart/mixed` of both, all of it ASCII (RFC 5322, 2045, 2047). A general library would be a sixth of a function's bundle.
 */
import { createHash } from 'node:crypto';
import { plainLine } from '../domain/core/invisible.ts';

/** An address, and the name to show with it; `''`: none. */
export type Mailbox = { name: string; address: string };

export type MimeMail = {
  from: Mailbox;
  to: Mailbox;
  subject: string;
  /** Further header fields; names and values in ASCII. */
  headers: Readonly<Record<string, string>>;
  text: string;
  html: string;
  /** Comes as a file; none: nothing does. */
  calendar?: { method: string; content: string } | null;
};

const CRLF = '\r\n';
/** Of an encoded line at most (RFC 2045, 6.8). */
const LINE_CHARACTERS = 76;
/** Octets in an encoded word of at most 75 characters, `=?UTF-8?B?` and `?=` included (RFC 2047, 2). */
const WORD_OCTETS = 45;
/** Text that a header may hold unencoded: no control characters, no `=?`. */
const PLAIN = /^[A-Za-z0-9 .,:;'()/+-]*$/;
const MAX_PLAIN_CHARACTERS = 60;
const SPECIALS = /[.,:;'()/+]/;

/**
 * The message as it is sent (RFC 5322).
 *
 * @throws RangeError if an address or further field is not printable ASCII on one line
 */
export function mimeMessage(mail: MimeMail): string {
  const boundary = `=_${boundaryOf(mail)}`;
  const fields = {
    From: mail.from.name === '' ? requirePrintable(mail.from.address) : mailbox(mail.from),
    To: mailbox(mail.to),
    Subject: unstructuredField(mail.subject),
    ...Object.fromEntries(Object.entries(mail.headers).map(([name, value]) => [name, requirePrintable(value)])),
    'MIME-Version': '1.0',
  };
  const header = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  const alternative = multipart('alternative', boundary, [part('text/plain', mail.text), part('text/html', mail.html)]);
  const body =
    mail.calendar == null
      ? alternative
      : multipart('mixed', `${boundary}_mixed`, [alternative, calendarPart(mail.calendar)]);
  return [...header, ...body, ''].join(CRLF);
}

/** Header and body of what has several parts (RFC 2046, 5.1). */
function multipart(subtype: string, boundary: string, parts: readonly string[][]): string[] {
  return [
    `Content-Type: multipart/${subtype}; boundary="${boundary}"`,
    '',
    ...parts.flatMap((lines) => [`--${boundary}`, ...lines]),
    `--${boundary}--`,
  ];
}

function part(type: string, content: string, more: readonly string[] = []): string[] {
  const encoded = Buffer.from(content, 'utf8').toString('base64');
  return [
    `Content-Type: ${type}; charset=utf-8`,
    ...more,
    'Content-Transfer-Encoding: base64',
    '',
    ...linesOf(encoded),
  ];
}

/** The method in the type is that in the file (RFC 6047, 2.4). */
function calendarPart({ method, content }: NonNullable<MimeMail['calendar']>): string[] {
  return part(`text/calendar; method=${method}`, content, ['Content-Disposition: attachment; filename="renewal.ics"']);
}

function linesOf(base64: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start < base64.length; start += LINE_CHARACTERS)
    lines.push(base64.slice(start, start + LINE_CHARACTERS));
  return lines;
}

/** The same for the same mail; "=_" before it cannot come in base64 (RFC 2045, 6.7). */
const boundaryOf = ({ to, subject, text }: MimeMail): string =>
  createHash('sha256').update(to.address).update(subject).update(text).digest('hex').slice(0, 16);

/** A name with anything but letters and digits is encoded, so that nothing in it can be read as an address. */
function mailbox({ name, address }: Mailbox): string {
  const displayName = plainLine(name);
  if (displayName === '') return `<${requirePrintable(address)}>`;
  const phrase = SPECIALS.test(displayName) ? encodedWords(displayName) : unstructuredField(displayName);
  return `${phrase}${CRLF} <${requirePrintable(address)}>`;
}

function unstructuredField(text: string): string {
  const line = plainLine(text);
  return PLAIN.test(line) && line.length <= MAX_PLAIN_CHARACTERS ? line : encodedWords(line);
}

/**
 * Words of whole characters, each on a line of its own; readers join them without the space between (RFC 2047, 6.2).
 */
function encodedWords(text: string): string {
  const words: string[] = [];
  let word = '';
  for (const character of text.toWellFormed()) {
    if (Buffer.byteLength(word + character) > WORD_OCTETS) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((each) => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`).join(`${CRLF} `);
}

function requirePrintable(value: string): string {
  if (/^[\x20-\x7e]*$/.test(value)) return value;
  throw new RangeError(`a header field must be printable ASCII, got ${JSON.stringify(value.slice(0, 80))}`);
}
