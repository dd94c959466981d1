/** The first `limit` UTF-16 units of a text, without half a character at the end. */
export const truncate = (text: string, limit: number): string => text.slice(0, limit).toWellFormed();
