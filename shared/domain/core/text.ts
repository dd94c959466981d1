/** The first `limit` UTF-16 units of a text, without half a character at the end. */
export const truncate = (text: string, limit: number): string => text.slice(0, limit).toWellFormed();

/** For sorting texts, and dates, months and instants, which sort as texts: ascending; 0 for the same ones. */
export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
