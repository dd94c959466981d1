/** Spaces that look like any other, and are not: spreadsheets and web pages leave them in copied text. */
const NO_BREAK = /[\u00a0\u2007\u202f]/;

export const NO_BREAK_SPACE = 'a no-break space (write an ordinary one, or none)';

export const hasNoBreakSpace = (text: string): boolean => NO_BREAK.test(text);
