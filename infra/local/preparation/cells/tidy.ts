/** What copying and exporting leave in a cell, whatever is in it. */
import { hasInvisible } from '../../../../shared/domain/core/invisible.ts';

/** How a text was changed: `whys` is empty if it was not. */
export type Tidied = { readonly text: string; readonly whys: readonly string[] };

/** `name`: a name or free text, whose quotes, dashes and line breaks are its own. */
export type TextSort = 'name' | 'identifying';

/** Cells in which people say that there is nothing. */
const PLACEHOLDER =
  /^(?:n\/?a|n\.a\.|#n\/a|null|nil|none|\(none\)|\(blank\)|\(empty\)|[-–—]+|k\.?a\.?|entfällt|keine?|aucune?|ninguno|없음|해당 없음|无|無|なし)$/iu;
export const SAYS_NOTHING = 'a word for nothing is an empty cell';

/** What the strict readers refuse in them, but the joiners that some scripts need. */
const withoutInvisible = (text: string): string => [...text].filter((character) => !hasInvisible(character)).join('');

type Step = readonly [why: string, change: (text: string) => string];

const ALL: readonly Step[] = [
  ['letters of UTF-8 that a program took for Windows-1252 are what they were', unscrambled],
  ['a formula that keeps a text as it is, ="…", is the text', (text) => text.replace(/^="((?:[^"]|"")*)"$/, unquoted)],
  [
    'no-break and other wide spaces are ordinary ones',
    (text) => text.replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' '),
  ],
  [
    'invisible characters around a value are left out',
    (text) => text.replace(/^[\u200b\u2060\ufeff]+|[\u200b\u2060\ufeff]+$/g, ''),
  ],
  ['spaces around a value are left out', (text) => text.trim()],
];

const IDENTIFYING: readonly Step[] = [
  ['invisible characters are left out', withoutInvisible],
  ['line breaks and repeated spaces are one space', (text) => text.replace(/\s+/g, ' ').trim()],
  ['an apostrophe that marks a cell as text is left out', (text) => text.replace(/^'(?=[^']+$)/, '')],
  [
    'full-width characters are ordinary ones',
    (text) => text.replace(/[\uff01-\uff5e]+/g, (part) => part.normalize('NFKC')),
  ],
  ['typographic quotes are straight ones', (text) => text.replace(/[‘’‛′]/g, "'").replace(/[“”„″]/g, '"')],
  ['quotes around a value are left out', (text) => text.replace(/^"([^"]*)"$/, '$1').trim()],
  ['typographic dashes are hyphens', (text) => text.replace(/[‐‑‒–—−]/g, '-')],
];

let western: ReadonlyMap<string, number> | undefined;

/** `GÃ¤rtner` → `Gärtner`, also if it happened twice. Other texts are no UTF-8 in these bytes, and stay as they are. */
function unscrambled(text: string): string {
  if (!/[\u00c2-\u00f4]/.test(text)) return text;
  western ??= new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte]),
  );
  const bytes = [...text].map((character) => western?.get(character));
  if (!bytes.every((byte) => byte !== undefined)) return text;
  try {
    return unscrambled(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes)));
  } catch {
    return text;
  }
}

function unquoted(_: string, inner: string): string {
  return inner.replaceAll('""', '"');
}

export function tidy(given: string, sort: TextSort): Tidied {
  const whys: string[] = [];
  let text = given;
  for (const [why, change] of sort === 'name' ? ALL : [...ALL, ...IDENTIFYING]) {
    const changed = change(text);
    if (changed !== text) whys.push(why);
    text = changed;
  }
  return { text, whys };
}

export const saysNothing = (text: string): boolean => PLACEHOLDER.test(text);
