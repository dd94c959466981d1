/**
 * HTML that is safe by default: values in the `html` template are escaped, unless they are `Html`. (The viewer has an
 * `Html` of its own.)
 */
import { partsOf } from './name.ts';

/** A piece of HTML. Made by `html` only, so that raw text is never used as HTML. */
export class Html {
  readonly markup: string;
  /** @internal */
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type HtmlValue = string | number | Html | readonly Html[] | null;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Template tag. Values are escaped for text and for quoted attributes; null gives nothing. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(strings.reduce((markup, string, index) => markup + markupOf(values[index - 1] ?? null) + string));
}

/** A sentence of the catalogue as HTML, its names isolated by `<bdi>`. */
export function sentenceHtml(sentence: string): Html[] {
  return partsOf(sentence).map((part, index) => (index % 2 === 1 ? html`<bdi>${part}</bdi>` : html`${part}`));
}

function markupOf(value: HtmlValue): string {
  if (value === null) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(markupOf).join('');
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
