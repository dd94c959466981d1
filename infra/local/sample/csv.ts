/** A table of text as RFC 4180 has it: a header row, then a line per row. Ends with a line end. */
export function toCsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows].map((cells) => `${cells.map(toCell).join(',')}\n`).join('');
}

/** Quoted only where necessary, so that the files are easy to read and to compare. */
function toCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
