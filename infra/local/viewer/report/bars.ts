import { formatNumber } from '../format.ts';
import { type Html, html } from '../html.ts';

/** One part of a bar. `tone` is the class that colours it. */
export type Part = { readonly tone: string; readonly name: string; readonly value: number };
export type Bar = { readonly name: string; readonly parts: readonly Part[] };

const totalOf = (bar: Bar): number => bar.parts.reduce((sum, part) => sum + part.value, 0);

/**
 * Horizontal bars as a table: a name, the bar, its total. Widths are shares of the longest bar in percent, so that a
 * chart fits every screen and its text keeps its size; screen readers get the numbers, and the parts as titles.
 */
export function barTable(caption: string, head: readonly [string, string], bars: readonly Bar[]): Html {
  const longest = Math.max(1, ...bars.map(totalOf));
  return html`<table class="bars"><caption>${caption}</caption>
<thead class="hidden"><tr><th scope="col">${head[0]}</th><th scope="col">Chart</th><th scope="col">${head[1]}</th></tr></thead>
<tbody>${bars.map((bar) => row(bar, longest))}</tbody></table>`;
}

function row(bar: Bar, longest: number): Html {
  return html`
<tr><th scope="row">${bar.name}</th><td>${barDrawing(bar, longest)}</td><td class="number">${formatNumber(totalOf(bar))}</td></tr>`;
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
