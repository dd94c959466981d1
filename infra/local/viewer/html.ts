/** Markup that is safe to be written unescaped. (The mails have an `Html` of their own: room `shared/mail`.) */
export type Html = { readonly markup: string };

/** A value of a template: text is escaped, markup is not, lists are joined, null is left out. */
export type Content = string | number | null | Html | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Control characters that HTML does not allow. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not reach the HTML.
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

/** Markup that this project wrote itself, e.g. a style sheet. Never text from outside. */
export function trustedHtml(markup: string): Html {
  return { markup };
}

/** Isolates a name or an address: its writing direction does not affect the text beside it. */
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
