/**
 * A list beside what is open in it: the shape of the inbox, the partners and the runs.
 *
 * @typedef {{
 *   view: string, noun: string, panel: HTMLElement, names: readonly string[],
 *   filters: readonly (import('./filters.js').Field | import('./filters.js').Choice)[],
 *   path: string, idOf(item: any): string, row(item: any): import('./dom.js').Child,
 *   detail(id: string, signal: AbortSignal): Promise<import('./dom.js').Child>, hint: string
 * }} Shape
 */
import { get, latest } from './api.js';
import { fill, h } from './dom.js';
import { filters } from './filters.js';
import { pager, SLICE_SIZE } from './pager.js';
import { pane } from './pane.js';
import { go, href } from './route.js';
import { rows } from './rows.js';

/** @param {Shape} shape @returns {import('./app.js').View} */
export function browser(shape) {
  const { view, panel } = shape;
  /** @type {Record<string, string>} */
  let query = {};
  const shown = { list: '', item: '?' };
  /** Whether what is open is being closed by a key: the list takes the focus once it is seen again. */
  let isReturning = false;
  const one = { list: latest(), item: latest() };
  const close = () => go(href(view, { ...query, open: '' }));
  const chips = h('div', { class: 'chips' });
  const head = h('div', { class: 'listed' });
  const list = rows((id) => href(view, { ...query, open: id }));
  const detail = pane(panel, { hint: shape.hint, back: 'Back to the list', close });
  const search = filters(`Find ${shape.noun}s`, shape.filters, (values) =>
    go(href(view, { ...query, ...values, offset: '', open: '' }), true),
  );
  fill(
    panel,
    h('div', { class: 'split' }, h('div', { class: 'master' }, search.form, chips, head, list.element), detail.element),
  );

  const loadList = async () => {
    const asked = Object.fromEntries(shape.names.map((name) => [name, query[name] ?? '']));
    const part = { offset: query.offset ?? 0, limit: SLICE_SIZE };
    const key = JSON.stringify([asked, part]);
    if (key === shown.list) return;
    shown.list = key;
    list.element.setAttribute('aria-busy', 'true');
    const slice = await one.list((signal) => get(shape.path, { ...asked, ...part }, signal));
    if (slice === null) return;
    const open = (/** @type {number} */ offset) => go(href(view, { ...query, offset: offset || '', open: '' }));
    fill(head, pager({ ...slice, shown: slice.items.length, noun: shape.noun }, open));
    list.show(slice.items.map((/** @type {any} */ item) => ({ id: shape.idOf(item), content: shape.row(item) })));
  };

  const loadItem = async () => {
    const id = query.open ?? '';
    list.mark(id);
    if (id === shown.item) return;
    shown.item = id;
    if (id === '') {
      detail.show(null);
      if (isReturning) list.focusCurrent();
      isReturning = false;
      return;
    }
    const content = await one.item((signal) => shape.detail(id, signal));
    if (content !== null) detail.show(content);
  };

  /** At the end of a slice, the next one. @param {1 | -1} by */
  const turn = (by) => {
    const button = head.querySelectorAll('button')[by > 0 ? 1 : 0];
    if (button === undefined || button.disabled) return false;
    list.startAt(by > 0 ? 'first' : 'last');
    button.click();
    return true;
  };

  return {
    show(next) {
      query = next;
      search.show(query);
      fill(chips, query.partner ? chip(query, view) : null);
      loadList().catch((error) => {
        shown.list = '';
        fill(head, h('p', { role: 'alert', class: 'notice' }, error.message));
      });
      loadItem().catch((error) => {
        shown.item = '?';
        detail.fail(error);
      });
    },
    refresh() {
      // Whoever reads further down, or goes through the list, is left where they are.
      const isTop = !query.offset && list.element.scrollTop === 0 && !list.element.contains(document.activeElement);
      if (!isTop) return;
      shown.list = '';
      loadList().catch(() => undefined);
    },
    move: (by) => (detail.isHere() ? list.open(by) : list.focus(by) || turn(by)),
    back() {
      if (search.clear() || list.focusCurrent()) return true;
      // The list is hidden behind what is open, as on a phone.
      isReturning = true;
      close();
      return true;
    },
    search: () => search.focus(),
  };
}

/**
 * Says that one partner alone is shown, and takes it back.
 *
 * @param {Record<string, string>} query
 * @param {string} view
 */
function chip(query, view) {
  const all = href(view, { ...query, partner: '', offset: '', open: '' });
  const words = `Partner ${query.partner} only: show all`;
  return h('a', { class: 'chip', href: all, 'aria-label': words }, `Partner ${query.partner} ✕`);
}
