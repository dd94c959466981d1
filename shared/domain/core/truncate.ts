/** The beginning of a text, as something that can be stored: at most `limit` UTF-16 units, and no half of a character. */
export const truncate = (text: string, limit: number): string => text.slice(0, limit).toWellFormed();
