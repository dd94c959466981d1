/**
 * Names and other text from outside, cleaned before they enter a sentence. In a sentence each name stands between the
 * Unicode isolates FSI and PDI. In HTML these become `<bdi>`; plain text keeps them only around right-to-left names; a
 * subject has none.
 */
import { plainLine } from '../../domain/core/invisible.ts';

declare const name: unique symbol;
/** Cleaned text between FSI and PDI. Never empty. Catalogues take names only in this form. */
export type Name = string & { readonly [name]: true };

/** Longest name shown, in graphemes, the ellipsis included. */
export const NAME_LIMIT = 60;
/** Longest address or id shown, in graphemes. */
export const ADDRESS_LIMIT = 120;
/** UTF-16 units of one grapheme; a letter with many combining marks counts as several graphemes. */
const UNITS_PER_GRAPHEME = 4;

const FSI = '\u2068';
const PDI = '\u2069';
const ISOLATED = /\u2068([^\u2069]*)\u2069/g;
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\s\p{M}]/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Made when the first long name comes: that takes milliseconds, and most starts see none. */
let graphemes: Intl.Segmenter | undefined;

/** `text` as a name on one line of at most `limit` graphemes, or null if nothing visible is left of it. */
export function nameOf(text: string, limit = NAME_LIMIT): Name | null {
  const cleaned = plainLine(text.toWellFormed().normalize('NFC')).replace(/\s+/g, ' ').trim();
  return VISIBLE.test(cleaned) ? ((FSI + truncateGraphemes(cleaned, limit) + PDI) as Name) : null;
}

/** Like `nameOf`, but an em dash where nothing visible is left. */
export function nameOrDash(text: string, limit = NAME_LIMIT): Name {
  return nameOf(text, limit) ?? (`${FSI}—${PDI}` as Name);
}

/** A sentence as plain text. */
export function toPlainText(sentence: string): string {
  return sentence.replace(ISOLATED, (isolated, inner: string) => (RIGHT_TO_LEFT.test(inner) ? isolated : inner));
}

/** A sentence as a mail's subject: no marks at all. */
export function toSubject(sentence: string): string {
  return sentence.replace(ISOLATED, '$1');
}

/** The parts of a sentence in order; those at odd places are names. */
export function partsOf(sentence: string): string[] {
  return sentence.split(ISOLATED);
}

/** At most `limit` graphemes, cut between them, so that no letter loses its accent and no emoji falls apart. */
export function truncateGraphemes(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept: string[] = [];
  let units = 0;
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of graphemes.segment(text)) {
    units += segment.length;
    if (kept.length === limit || units > limit * UNITS_PER_GRAPHEME) return `${kept.slice(0, limit - 1).join('')}…`;
    kept.push(segment);
  }
  return text;
}
