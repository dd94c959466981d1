/** The beginning of a text, as something that can be stored: at most `limit` UTF-16 units, and no half of a character. */
export const shortened = (text: string, limit: number): string => text.slice(0, limit).toWellFormed();
