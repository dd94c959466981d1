import { formatCount, formatNumber } from '../format.ts';
import { type Content, type Html, html } from '../html.ts';

/** A column of a list: its head, and the cell of an item. */
export type Column<Item> = { readonly head: string; readonly cell: (item: Item) => Content };

/** How many rows a list of the report shows before it points to the file that has them all. */
export const ROWS_SHOWN = 200;

/** A list as a table, cut after `ROWS_SHOWN` rows with a pointer to `file`; `empty` is the text for an empty list. */
export function listTable<Item>(
  list: { caption: string; items: readonly Item[]; file: string; empty: string },
  columns: readonly Column<Item>[],
): Html {
  if (list.items.length === 0) return html`<p class="empty">${list.empty}</p>`;
  const rows = list.items.slice(0, ROWS_SHOWN);
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${list.caption}"><table class="list stacked">
<caption class="hidden">${list.caption}</caption>
<thead><tr>${columns.map(({ head }) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map((item) => html`\n<tr>${columns.map(({ head, cell }) => html`<td data-head="${head}">${cell(item)}</td>`)}</tr>`)}</tbody></table></div>
${more(list.items.length - rows.length, list.file)}`;
}

function more(hidden: number, file: string): Content {
  return hidden > 0 ? html`<p class="more">and ${formatNumber(hidden)} more, see <code>${file}</code></p>` : null;
}

/** A section of the report with its heading and how many items it has. */
export function section(part: { id: string; title: string; count?: number; noun?: string }, body: Content): Html {
  const size = part.count === undefined ? null : html` <small>${formatCount(part.count, part.noun ?? 'item')}</small>`;
  return html`<section id="${part.id}" aria-labelledby="${part.id}-title">
<h2 id="${part.id}-title">${part.title}${size}</h2>
${body}
</section>
`;
}
