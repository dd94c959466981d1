/** Markup that is safe to be written out as it is. */
export type Html = { readonly markup: string };

/** What may stand in a template: text is escaped, markup is not, lists are joined, nothing is left out. */
export type Content = string | number | null | Html | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Characters that HTML has no place for, and halves of surrogate pairs, which no file can hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not reach the page.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Text as HTML shows it, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITABLE, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Markup with its values escaped: html`<b>${name}</b>`. Attributes must be quoted. */
export function html(strings: TemplateStringsArray, ...values: Content[]): Html {
  const parts = strings.map((literal, index) => literal + (index < values.length ? write(values[index] ?? null) : ''));
  return { markup: parts.join('') };
}

/** Markup that this project wrote itself, e.g. a style sheet. Never text from anywhere else. */
export function trustedHtml(markup: string): Html {
  return { markup };
}

/** A name or an address that somebody chose: its writing direction cannot leak into what stands beside it. */
export function isolate(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

/** The same for attributes, where no element can isolate it. */
export function isolateText(text: string): string {
  return `\u2068${text}\u2069`;
}

function write(value: Content): string {
  if (value === null) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map(write).join('');
}
