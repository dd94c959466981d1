/**
 * Schemas of values in files, configuration and commands. Each has one message for whatever is wrong: what is allowed,
 * in words that follow "allowed:".
 */
import * as z from 'zod';
import { type CivilDate, parseCivilDate } from '../core/calendar.ts';
import { ID_PATTERN, MADE_ID_PATTERN, MAX_MADE_ID } from '../core/ids.ts';
import { hasInvisible } from '../core/invisible.ts';

const FIRST_YEAR = '1900';
const LAST_YEAR = '2999';
const DECIMAL = /^\d{1,15}(?:\.\d{1,10})?$/;
const SIGNED_DECIMAL = /^-?\d{1,15}(?:\.\d{1,10})?$/;
const HOST_NAME = /^(?=.{1,253}$)(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.)+(?!\d+$)(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const CONTROL_IN_LINES = /[^\P{Cc}\t\r\n]/u;

/** Text for which `isAllowed` is true. */
export function textThat(allowed: string, isAllowed: (text: string) => boolean) {
  return z.string({ error: allowed }).refine((text) => text.isWellFormed() && isAllowed(text));
}

/**
 * An identifying text on one line, without invisible characters. `min` 0 allows the empty text; 1 requires more than
 * spaces. Lengths in UTF-16 units.
 */
export function line(min: 0 | 1, max: number) {
  return textThat(`text of ${min} to ${max} characters without control or invisible characters`, (text) => {
    return text.length <= max && (min === 0 || text.trim() !== '') && !CONTROL.test(text) && !hasInvisible(text);
  });
}

/** A name or free text: line breaks, tabs and invisible characters are allowed, and removed where it is shown. */
export function lines(min: 0 | 1, max: number) {
  return textThat(
    `text of ${min} to ${max} characters, with no control characters but line breaks and tabs`,
    (text) => {
      return text.length <= max && (min === 0 || text.trim() !== '') && !CONTROL_IN_LINES.test(text);
    },
  );
}

/** The id of a partner or a membership. */
export const id = textThat(
  'an id of 1 to 64 letters, digits, ".", "_" and "-", beginning with a letter or digit',
  (text) => ID_PATTERN.test(text),
);

/**
 * The id of something that exists: it may be one that a merge made, which is longer than any that is given (R-MRG-5).
 */
export const existingId = textThat(
  `an id of 1 to ${MAX_MADE_ID} letters, digits, ".", "_" and "-", beginning with a letter or digit`,
  (text) => MADE_ID_PATTERN.test(text),
);

/** An existing date, far enough from the ends of the calendar that every anniversary and window exists too. */
export const date = textThat(
  `a date that exists, written YYYY-MM-DD, from ${FIRST_YEAR} to ${LAST_YEAR}`,
  isDate,
).transform((text) => text as CivilDate);

/** Whether the schema `date` accepts the text: refinements that compare two dates see invalid ones too. */
export function isDate(text: string): boolean {
  return text >= FIRST_YEAR && text <= `${LAST_YEAR}-12-31` && parseCivilDate(text) !== null;
}

/** A decimal of 0 or more as text, in its one canonical form: `007.50` is `7.5`. Never a float. */
export const decimal = textThat(
  'a decimal number of 0 or more as text, with a point and no sign, at most 15 digits before the point and 10 after it',
  (text) => DECIMAL.test(text),
).transform(canonicalDecimal);

/** The same, perhaps negative: `-007.50` is `-7.5`, and `-0` is `0`. */
export const signedDecimal = textThat(
  'a decimal number as text, with a point, "-" as its only sign, at most 15 digits before the point and 10 after it',
  isSignedDecimal,
).transform((text) => {
  const size = canonicalDecimal(text.replace('-', ''));
  return text.startsWith('-') && size !== '0' ? `-${size}` : size;
});

/** Whether the schema `signedDecimal` accepts the text: refinements that compare signs see invalid ones too. */
export function isSignedDecimal(text: string): boolean {
  return SIGNED_DECIMAL.test(text);
}

function canonicalDecimal(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const digits = fraction.replace(/0+$/, '');
  return `${whole.replace(/^0+(?=\d)/, '')}${digits === '' ? '' : `.${digits}`}`;
}

/** A whole number of JSON, both ends inclusive. */
export function wholeNumber(from: number, to: number) {
  const error = wholeNumberAllowed(from, to);
  // JSON has a minus zero.
  return z
    .int({ error })
    .min(from)
    .max(to)
    .overwrite((number) => number + 0);
}

export function wholeNumberAllowed(from: number, to: number): string {
  return `a whole number from ${from} to ${to}`;
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: `one of ${words.join(', ')}` });
}

/** Whether a lower-case ASCII text is the name of a host below some domain: not an address, not a single label. */
export function isHostName(text: string): boolean {
  return HOST_NAME.test(text);
}

/** What a refinement of several values finds wrong: where, and what is allowed. */
export const issue = (path: (string | number)[], message: string) => ({ code: 'custom' as const, path, message });

/** An object with these fields and no others. */
export function fields<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const names = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `the fields ${names}` : `an object with the fields ${names}`),
  });
}

/**
 * A list of `min` to `max` items. The length is checked by a refinement, which only real lists reach: zod's own checks
 * would compare the `length` of anything that has one.
 */
export function listOf<Item extends z.core.SomeType>(item: Item, min: number, max: number) {
  const error = `a list of ${min} to ${max}`;
  return z.array(item, { error }).refine(({ length }) => length >= min && length <= max, { error });
}
