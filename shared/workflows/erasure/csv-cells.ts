/** The cells of a CSV record where they stand, so that only what changes is written anew. */

/**
 * `start`, `end`: where the cell stands in the record, quotes included, `end` exclusive. `value`: without them, and
 * without spaces around it.
 */
export type Cell = { start: number; end: number; value: string };

/** The cells of a record, which may end with its line end. */
export function cellsOf(record: string, separator: string): Cell[] {
  const length = record.replace(/[\r\n]+$/, '').length;
  const cells: Cell[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at <= length; at += 1) {
    if (record[at] === '"' && at < length) isQuoted = !isQuoted;
    if (at < length && (isQuoted || record[at] !== separator)) continue;
    cells.push({ start, end: at, value: unquoted(record.slice(start, at)) });
    start = at + 1;
  }
  return cells;
}

/** The record with other values in its cells; what has the same value stays as it was written. */
export function withCells(
  record: string,
  cells: readonly Cell[],
  values: readonly string[],
  separator: string,
): string {
  return cells.reduceRight((text, { start, end, value }, index) => {
    const next = values[index] ?? value;
    if (next === value) return text;
    return text.slice(0, start) + written(next, record.slice(start, end), separator) + text.slice(end);
  }, record);
}

const isInQuotes = (text: string): boolean => text.length > 1 && text.startsWith('"') && text.endsWith('"');

function unquoted(raw: string): string {
  const text = raw.trim();
  return isInQuotes(text) ? text.slice(1, -1).replaceAll('""', '"').trim() : text;
}

function written(value: string, raw: string, separator: string): string {
  const isSafe = !/["\r\n]/.test(value) && !value.includes(separator);
  return isSafe && !isInQuotes(raw.trim()) ? value : `"${value.replaceAll('"', '""')}"`;
}
