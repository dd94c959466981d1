/** Markdown, as far as the generated pages need it. */

/** A table; a cell may hold anything but a line break. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

function cell(text: string): string {
  if (/[\r\n]/.test(text)) throw new Error(`a cell of a table is one line, got ${JSON.stringify(text)}`);
  return text.replaceAll('|', '\\|');
}

export const code = (text: string): string => `\`${text}\``;

export const codes = (texts: readonly string[]): string => texts.map(code).join(', ');
