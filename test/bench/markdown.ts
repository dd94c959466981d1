/** A Markdown table. Cells of all columns but the first are aligned to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = header.map((_, column) => (column === 0 ? '---' : '--:'));
  return `${[header, rule, ...rows].map(line).join('\n')}\n`;
}

/** US dollars, with cents below 100. */
export const dollars = (amount: number): string => (amount < 100 ? amount.toFixed(2) : grouped(Math.round(amount)));

/** With three significant digits at least. */
export const figure = (value: number): string =>
  value >= 100 || Number.isInteger(value) ? grouped(Math.round(value)) : String(Number(value.toPrecision(3)));

const grouped = (value: number): string => value.toLocaleString('en-US');
