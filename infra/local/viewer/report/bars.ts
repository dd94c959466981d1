import { formatNumber } from '../format.ts';
import { type Html, html } from '../html.ts';

/** One part of a bar. `tone` is the class that colours it. */
export type Part = { readonly tone: string; readonly name: string; readonly value: number };

/** `figures`: the cells beside the bar; its total, if there are none. */
export type Bar = { readonly name: string; readonly parts: readonly Part[]; readonly figures?: readonly string[] };

const totalOf = (bar: Bar): number => bar.parts.reduce((sum, part) => sum + part.value, 0);

/**
 * Horizontal bars as a table: a name, the bar, figures. Widths are shares of the longest bar in percent, so that a chart
 * fits every screen and its text keeps its size; screen readers get the numbers, and the parts as titles.
 *
 * @param head of the names and of each figure; those of one figure are not shown
 */
export function barTable(caption: string, [name, ...figures]: readonly string[], bars: readonly Bar[]): Html {
  const longest = Math.max(1, ...bars.map(totalOf));
  const isPlain = figures.length <= 1;
  return html`<table class="bars"><caption>${caption}</caption>
<thead class="${isPlain ? 'hidden' : ''}"><tr><th scope="col">${name ?? ''}</th><th scope="col"><span class="hidden">Chart</span></th>${figures.map((figure) => html`<th scope="col" class="number">${figure}</th>`)}</tr></thead>
<tbody>${bars.map((bar) => row(bar, longest, isPlain ? [] : figures))}</tbody></table>`;
}

/** @param heads of the figures, for where there is no room for columns; none where the caption says enough */
function row(bar: Bar, longest: number, heads: readonly string[]): Html {
  const figures = bar.figures ?? [formatNumber(totalOf(bar))];
  return html`
<tr><th scope="row">${bar.name}</th><td class="drawn">${barDrawing(bar, longest)}</td>${figures.map((figure, index) => html`<td class="number" data-head="${heads[index] ?? ''}">${figure}</td>`)}</tr>`;
}

/** The bar itself, in SVG. */
export function barDrawing(bar: Bar, longest: number): Html {
  const parts = bar.parts.filter((part) => part.value > 0);
  let start = 0;
  const rects = parts.map((part) => {
    const x = start;
    const width = (100 * part.value) / longest;
    start += width;
    return html`<rect class="${part.tone}" x="${percent(x)}" width="${percent(width)}" height="16"><title>${part.name}: ${formatNumber(part.value)}</title></rect>`;
  });
  const description = parts.map((part) => `${part.name} ${formatNumber(part.value)}`).join(', ') || 'none';
  return html`<svg role="img" aria-label="${description}" width="100%" height="16">${rects}</svg>`;
}

/** What the colours mean. */
export function legend(parts: readonly Pick<Part, 'tone' | 'name'>[]): Html {
  return html`<ul class="legend">${parts.map(
    (part) =>
      html`<li><svg aria-hidden="true" width="12" height="12"><rect class="${part.tone}" width="12" height="12" rx="2"/></svg> ${part.name}</li>`,
  )}</ul>`;
}

const percent = (number: number): string => `${number.toFixed(2)}%`;
