import { fill, h } from './dom.js';

/**
 * The rows of a list: links, of which one is in the tab order and the keys reach the others.
 *
 * @param {(id: string) => string} address of what a row opens
 */
export function rows(address) {
  const element = h('ul', { class: 'rows' });
  /** @type {HTMLElement[]} */
  let links = [];
  let current = 0;
  /** @type {'first' | 'last' | null} */
  let start = null;

  /** @param {number} index */
  const activate = (index) => {
    const before = links[current];
    if (before) before.tabIndex = -1;
    current = Math.min(Math.max(index, 0), Math.max(links.length - 1, 0));
    const link = links[current];
    if (link) link.tabIndex = 0;
    return link ?? null;
  };
  const focused = () => links.indexOf(/** @type {HTMLElement} */ (document.activeElement));

  return {
    element,
    /** @param {readonly { id: string, content: import('./dom.js').Child }[]} items */
    show(items) {
      const had = focused() !== -1;
      const opened = element.dataset.open ?? '';
      links = items.map(({ id, content }) => h('a', { class: 'row', tabindex: '-1', 'data-id': id }, content));
      fill(
        element,
        links.map((link) => h('li', {}, link)),
      );
      if (links.length === 0) fill(element, h('li', { class: 'hint' }, 'Nothing is found.'));
      element.removeAttribute('aria-busy');
      this.mark(opened);
      const link = activate(
        start === 'last'
          ? links.length - 1
          : Math.max(
              0,
              links.findIndex((each) => each.dataset.id === opened),
            ),
      );
      if (start !== null || had) link?.focus();
      else element.scrollTop = 0;
      start = null;
    },
    /** Shows which row is open. @param {string} id empty for none */
    mark(id) {
      element.dataset.open = id;
      for (const link of links) {
        link.setAttribute('href', address(link.dataset.id ?? ''));
        link.toggleAttribute('aria-current', link.dataset.id === id);
        if (link.dataset.id === id) {
          link.setAttribute('aria-current', 'true');
          activate(links.indexOf(link));
        }
      }
    },
    /** Moves on from the focused row; from elsewhere, to the one that is in the tab order. @param {1 | -1} by */
    focus(by) {
      const from = focused();
      const to = from === -1 ? current : from + by;
      if (to < 0 || to >= links.length) return false;
      activate(to)?.focus();
      return true;
    },
    focusCurrent() {
      const link = links[current];
      link?.focus();
      return link !== undefined && document.activeElement === link;
    },
    /** Opens the row after or before the open one. @param {1 | -1} by */
    open(by) {
      const to = current + by;
      if (to < 0 || to >= links.length) return false;
      activate(to)?.click();
      return true;
    },
    /** Which row is focused when the next rows are shown. @param {'first' | 'last'} where */
    startAt(where) {
      start = where;
    },
  };
}
