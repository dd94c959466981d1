/**
 * Invisible characters: direction marks, embeddings, overrides and isolates, zero-width spaces, soft hyphens, tags. Not
 * the two joiners, which Persian, Hindi and emoji need, nor the Arabic number signs, which are visible.
 *
 * Names and free text may contain them, because copied text often does and a contact must get notices nevertheless;
 * they are removed where the text is shown or exported. Identifying values (an invoice number, a competency, a
 * reference, a URL) must not contain them: two different values would look the same.
 */
const INVISIBLE = /(?!\u200c|\u200d|[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])\p{Cf}/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE.source, 'gu');
/** Controls, line and paragraph separators. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

export function hasInvisible(text: string): boolean {
  return INVISIBLE.test(text);
}

/** The text on one line, without invisible characters. */
export function plainLine(text: string): string {
  return text.toWellFormed().replace(BREAKS, ' ').replace(ALL_INVISIBLE, '').trim();
}
