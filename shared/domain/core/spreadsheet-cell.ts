import { plainLine } from './invisible.ts';

/**
 * Cells that a spreadsheet would take for a formula: the signs, in the full width of East Asian keyboards too, and
 * behind blanks.
 */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/**
 * A cell of one line that a spreadsheet takes as text, whatever a partner calls itself: where a reader breaks lines at
 * a lone carriage return, what follows it would begin a row.
 */
export function spreadsheetCell(text: string): string {
  const line = plainLine(text);
  return FORMULA.test(line) ? `'${line}` : line;
}
