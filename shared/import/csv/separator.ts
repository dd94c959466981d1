/** Separators of other conventions: named, never guessed (R-IMP-7). */
import type { Fault } from './whole-lines.ts';

const NAMES: Readonly<Record<string, string>> = { ';': '";"', '\t': 'tabs', '|': '"|"' };

/** What stands between the names of columns in a header row without a comma; null: nothing known. */
export function separatorOf(header: string): string | null {
  if (header.includes(',')) return null;
  return Object.keys(NAMES).find((separator) => header.includes(separator)) ?? null;
}

export const separatedBy = (separator: string): Fault => ({
  got: `columns separated by ${NAMES[separator]}`,
  allowed: 'columns separated by commas (in a spreadsheet: save as "CSV UTF-8 (comma delimited)")',
});
