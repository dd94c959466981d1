import { get } from '../api.js';
import { fill, h } from '../dom.js';
import { pager, SLICE_SIZE } from '../pager.js';

/**
 * A list from the server, a slice of it at a time.
 *
 * @param {string} path
 * @param {Record<string, string>} query
 * @param {{ noun: string, none: string }} words what an item is called, and what is said when there is none
 * @param {(item: any) => import('../dom.js').Child} entry
 */
export function sliced(path, query, { noun, none }, entry) {
  const element = h('div', { class: 'decisions', 'aria-busy': 'true' });
  const load = async (/** @type {number} */ offset) => {
    const slice = await get(path, { ...query, offset, limit: SLICE_SIZE });
    const more = pager({ ...slice, shown: slice.items.length, noun }, show);
    const items = slice.items.map((/** @type {any} */ item) => h('li', {}, entry(item)));
    fill(element, more, items.length === 0 ? h('p', { class: 'quiet' }, none) : h('ol', { class: 'timeline' }, items));
    element.removeAttribute('aria-busy');
  };
  const show = (/** @type {number} */ offset) =>
    load(offset).catch((error) => fill(element, h('p', { role: 'alert', class: 'notice' }, error.message)));
  void show(0);
  return element;
}
