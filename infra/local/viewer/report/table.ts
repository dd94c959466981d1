import { formatCount, formatNumber } from '../format.ts';
import { type Content, type Html, html } from '../html.ts';

/** A column of a list: its head, and the cell of an item. */
export type Column<Item> = { readonly head: string; readonly cell: (item: Item) => Content };

/** How many rows a list shows before it points to the file that has them all. */
const ROWS_SHOWN = 200;

/** Rows of a list that is only a beginning, so that a report of any program is as long. */
export const ROWS_OF_LISTS = 12;

export type List<Item> = {
  readonly caption: string;
  readonly items: readonly Item[];
  /** The file that has all of them. */
  readonly file: string;
  /** The text for an empty list. */
  readonly empty: string;
  /** Default: 200. */
  readonly rows?: number;
};

/** A list as a table, cut after some rows with a pointer to the file that has all of them. */
export function listTable<Item>(list: List<Item>, columns: readonly Column<Item>[]): Html {
  if (list.items.length === 0) return html`<p class="empty">${list.empty}</p>`;
  const rows = list.items.slice(0, list.rows ?? ROWS_SHOWN);
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${list.caption}"><table class="list stacked">
<caption class="hidden">${list.caption}</caption>
<thead><tr>${columns.map(({ head }) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((item) => html`\n<tr>${columns.map(({ head, cell }) => html`<td data-head="${head}">${cell(item)}</td>`)}</tr>`)}</tbody></table></div>
${rows.length < list.items.length ? all(list.items.length, list.file) : null}`;
}

const all = (count: number, file: string): Content =>
  html`<p class="more">All ${formatNumber(count)} in <code>${file}</code></p>`;

/** A section of the report with its heading and how many items it has. */
export function section(part: { id: string; title: string; count?: number; noun?: string }, body: Content): Html {
  const size = part.count === undefined ? null : html` <small>${formatCount(part.count, part.noun ?? 'item')}</small>`;
  return html`<section id="${part.id}" aria-labelledby="${part.id}-title">
<h2 id="${part.id}-title">${part.title}${size}</h2>
${body}
</section>
`;
}
