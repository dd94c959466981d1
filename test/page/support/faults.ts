import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserTab } from './browser-tab.ts';

/** Read and not imported: it is for browsers. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How many elements of a rule are named. */
const NAMED = 5;

type Violation = {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};

/**
 * What axe finds wrong with what is shown; of a mail's frame only the frame is the page's own.
 *
 * @param rules by their ids; none for all
 */
export async function accessibilityFaults(tab: BrowserTab, rules: readonly string[] = []): Promise<string[]> {
  if (!(await tab.evaluate<boolean>("typeof axe === 'object'"))) await tab.evaluate(`${AXE};0`);
  const options = {
    iframes: false,
    resultTypes: ['violations'],
    ...(rules.length > 0 && { runOnly: { type: 'rule', values: rules } }),
  };
  const found = await tab.evaluate<Violation[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, help, nodes }) =>
    nodes
      .slice(0, NAMED)
      .map(
        ({ html, failureSummary }) =>
          `${id} (${help}; ${nodes.length} times): ${html.slice(0, 200)} ${failureSummary.split('\n').slice(1).join(' ')}`,
      ),
  );
}

/** What does not fit: the page wider than the screen, what must be scrolled sideways, what sticks out of its cell. */
export const layoutFaults = (tab: BrowserTab): Promise<string[]> => tab.evaluate(`(${findLayoutFaults})()`);

/** In the page, as text. What is cut by an ellipsis is meant to be; of what scrolls sideways only the outer part is told. */
const findLayoutFaults = `() => {
  const faults = [];
  const name = (element) => element.outerHTML.slice(0, 120).replace(/\\s+/g, ' ');
  const isCut = ({ tagName }, { textOverflow }) => textOverflow === 'ellipsis' || /^(INPUT|SELECT|TEXTAREA)$/.test(tagName);
  const isBeyond = (inner, outer) =>
    inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push('the page is ' + scrollWidth + ' wide, the screen ' + clientWidth);
  const look = (element) => {
    if (element.matches('svg, .hidden, .skip') || !element.checkVisibility({ visibilityProperty: true })) return;
    const style = getComputedStyle(element);
    if (isCut(element, style)) return;
    const rect = element.getBoundingClientRect();
    const cell = element.parentElement.closest('td, th, .day');
    if (cell !== null && rect.width > 0 && isBeyond(rect, cell.getBoundingClientRect()))
      return faults.push('sticks out of its cell: ' + name(element) + ' in ' + name(cell));
    const label = getComputedStyle(element, '::before');
    if (label.position === 'absolute' && parseFloat(label.width) > parseFloat(style.paddingLeft))
      return faults.push('lies under its label: ' + name(element));
    if (element.scrollWidth > element.clientWidth + 1 && style.overflowX !== 'visible')
      return faults.push('is ' + element.scrollWidth + ' wide, and has room for ' + element.clientWidth + ': ' + name(element));
    if (rect.width > 0 && (rect.left < -1 || rect.right > clientWidth + 1))
      return faults.push('beyond the edge of the screen: ' + name(element));
    for (const child of element.children) look(child);
  };
  for (const child of document.body.children) look(child);
  return faults;
}`;
