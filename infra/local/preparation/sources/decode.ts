/** The bytes of a text file as text. */
import { isUtf8 } from 'node:buffer';

export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1254',
  'euc-kr',
  'gb18030',
  'big5',
  'shift_jis',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export type Decoded = {
  readonly text: string;
  readonly encoding: Encoding;
  /**
   * What each encoding that makes sense of the bytes makes of the first doubtful line, where there are several:
   * `encoding` is then the first of them. Empty: it is certain.
   */
  readonly samples: readonly (readonly [Encoding, string])[];
};

/** Shown of a line. */
const SAMPLE = 60;
/** Zero bytes among the first ones that tell UTF-16 without a mark. */
const LOOKED_AT = 512;
/** Accented letters and typographic signs of Windows-1252 that stand in names and texts. */
const LATIN = /^[\p{Script=Latin}\p{Nd}‘’‚“”„–—…•€£§°«»¡¿ºª´·©®™\u00a0\u00ad¥]$/u;
/** More of these than of anything else: letters that stand alone between letters of ASCII. */
const MOSTLY = 0.8;
/** A few of many. */
const RARELY = 0.05;
/** A text of UTF-16 that can be read as UTF-8 is one in ASCII: every second byte is zero. */
const OFTEN = 0.25;

/** @param given the user's answer @returns null: no encoding makes sense of the bytes */
export function decode(bytes: Uint8Array, given: Encoding | undefined): Decoded | null {
  const certain = given ?? certainEncoding(bytes);
  if (certain !== null)
    return { text: textIn(bytes, certain) ?? lenientText(bytes, certain), encoding: certain, samples: [] };
  const candidates = ENCODINGS.slice(3).filter((candidate) => makesSense(textIn(bytes, candidate), candidate));
  // Korean read as Chinese is Chinese characters, too; Chinese read as Korean is a mixture.
  if (candidates.includes('euc-kr')) candidates.splice(0, candidates.length, 'euc-kr');
  const [encoding] = candidates;
  if (encoding === undefined) return null;
  const text = lenientText(bytes, encoding);
  if (candidates.length === 1) return { text, encoding, samples: [] };
  const line = doubtfulLine(bytes);
  const samples = candidates.map((candidate) => [candidate, lenientText(line, candidate).slice(0, SAMPLE)] as const);
  return { text, encoding, samples };
}

const lenientText = (bytes: Uint8Array, encoding: Encoding): string => new TextDecoder(encoding).decode(bytes);

/** Whether the characters beyond ASCII are those that texts in the encoding have. */
function makesSense(text: string | null, encoding: Encoding): boolean {
  const strange = text?.match(/[^\p{ASCII}]/gu) ?? [];
  if (text === null || strange.some((character) => /\p{Co}|\p{Cn}/u.test(character))) return false;
  const share = (script: RegExp): number =>
    strange.filter((character) => script.test(character)).length / strange.length;
  switch (encoding) {
    case 'euc-kr':
      // Chinese read as Korean is a mixture of Hangul and Hanja.
      return share(/\p{Script=Han}/u) < RARELY;
    case 'gb18030':
    case 'big5':
      return share(/[\p{Script=Han}\p{P}\uff00-\uffef]/u) > MOSTLY;
    case 'shift_jis':
      return share(/[\p{Script=Hiragana}\p{Script=Katakana}ー]/u) > RARELY && share(/[\uff61-\uff9f]/u) < RARELY;
    default:
      // A sign within a word is a letter of another encoding.
      return !/\p{L}[^\p{L}\p{M}\p{ASCII}’‘–—·\u00a0]\p{L}/u.test(text);
  }
}

function certainEncoding(bytes: Uint8Array): Encoding | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros = [...bytes.subarray(0, LOOKED_AT).entries()].filter(([, byte]) => byte === 0);
  const even = zeros.filter(([index]) => index % 2 === 0).length;
  const odd = zeros.length - even;
  const isZeroOften = zeros.length > Math.min(bytes.length, LOOKED_AT) * OFTEN;
  // Also a text of which a zero byte is the only fault.
  if (isUtf8(bytes) && !isZeroOften) return 'utf-8';
  if (even !== odd) return even > odd ? 'utf-16be' : 'utf-16le';
  return isWestern(bytes) ? 'windows-1252' : null;
}

/**
 * Whether bytes that are not UTF-8 can only be Windows-1252: accented letters stand alone, where characters of two
 * bytes come in pairs, and each is one of the languages of Western Europe.
 */
function isWestern(bytes: Uint8Array): boolean {
  const text = textIn(bytes, 'windows-1252');
  if (text === null) return false;
  const runs = text.match(/[^\p{ASCII}]+/gu) ?? [];
  const alone = runs.filter((run) => run.length === 1).length;
  const isLatin = runs.every((run) => [...run].every((character) => LATIN.test(character)));
  const isWithinWord = /\p{L}[£¥§°©®¡¿]\p{L}/u.test(text);
  return isLatin && !isWithinWord && alone >= runs.length * MOSTLY;
}

/** Without its mark; null: bytes that the encoding does not have. */
function textIn(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // The decoder takes bytes for control characters that Windows-1252 does not have.
    return /[\u0080-\u009f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

function doubtfulLine(bytes: Uint8Array): Uint8Array {
  const at = bytes.findIndex((byte) => byte > 0x7f);
  const start = bytes.lastIndexOf(0x0a, at) + 1;
  const end = bytes.indexOf(0x0a, at);
  return bytes.subarray(start, end === -1 ? bytes.length : end);
}
