/** Cells of CSV files: text that means a number, a truth value, or nothing. */
import * as z from 'zod';
import { textThat, wholeNumberAllowed } from '../../domain/config/values.ts';

/** A cell that may be empty, and then means `empty`. */
export function optionalCell<Out, Empty>(schema: z.ZodType<Out, string>, empty: Empty) {
  return z.string().transform((text, context): Out | Empty => {
    if (text === '') return empty;
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    context.addIssue({ code: 'custom', message: `${result.error.issues[0]?.message}, or nothing` });
    return z.NEVER;
  });
}

/** A whole number of 0 or more in digits alone; both ends inclusive. */
export function wholeNumberCell(from: number, to: number) {
  return textThat(wholeNumberAllowed(from, to), (text) => {
    return /^\d{1,12}$/.test(text) && Number(text) >= from && Number(text) <= to;
  }).transform(Number);
}

/** A whole number in digits, perhaps after a minus sign; at most so far from 0, inclusive. */
export function signedNumberCell(most: number) {
  return textThat(wholeNumberAllowed(-most, most), (text) => {
    return /^-?\d{1,12}$/.test(text) && Math.abs(Number(text)) <= most;
    // There is a minus zero.
  }).transform((text) => Number(text) + 0);
}

const trueOrFalse = textThat('true or false', (text) => text === 'true' || text === 'false').transform(
  (text) => text === 'true',
);

/** `true` or `false`; empty says nothing (R-IMP-1). */
export const booleanCell = optionalCell(trueOrFalse, null);
