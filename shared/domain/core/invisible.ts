/**
 * Characters that nobody sees and that change what is seen: direction marks, embeddings, overrides and isolates, zero-width
 * spaces, soft hyphens, tags. Not the two joiners, which Persian, Hindi and emoji need, nor the Arabic number signs, which are seen.
 *
 * Names and free text may hold them, for copying brings them along, and a contact whose name has one must still be told: they are
 * left out wherever a name is shown or exported. What tells one thing from another (an invoice number, a competency, a
 * reference, a URL) may not: two that look the same would be two.
 */
const INVISIBLE = /(?!\u200c|\u200d|[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])\p{Cf}/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE.source, 'gu');
/** Controls, line and paragraph separators. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

export function hasInvisible(text: string): boolean {
  return INVISIBLE.test(text);
}

/** The text on one line, without what nobody sees. */
export function plainLine(text: string): string {
  return text.toWellFormed().replace(BREAKS, ' ').replace(ALL_INVISIBLE, '').trim();
}
