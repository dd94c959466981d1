import { h } from '../dom.js';
import { label } from '../words.js';

/** @typedef {import('../dom.js').Child} Child */

/** Names with their values. @param {readonly (readonly [string, Child])[]} pairs those without a value are left out */
export function facts(pairs) {
  const given = pairs.filter(([, value]) => value !== null && value !== '');
  return h(
    'dl',
    { class: 'pairs' },
    given.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
  );
}

/**
 * A table that can be scrolled where it is wide; on a phone each row becomes a list of its cells.
 *
 * @param {string} caption
 * @param {readonly string[]} heads
 * @param {readonly (readonly Child[])[]} lines
 */
export function table(caption, heads, lines) {
  const row = (/** @type {readonly Child[]} */ cells) =>
    h(
      'tr',
      {},
      cells.map((cell, index) => h('td', { 'data-head': heads[index] }, cell)),
    );
  return h(
    'div',
    { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': caption },
    h(
      'table',
      { class: 'data stacked' },
      h('caption', { class: 'hidden' }, caption),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          heads.map((head) => h('th', { scope: 'col' }, head)),
        ),
      ),
      h('tbody', {}, lines.map(row)),
    ),
  );
}

/** What a decision was made from, as a table. @param {Record<string, unknown>} inputs */
export function decidedFrom(inputs) {
  return h('details', { class: 'from' }, h('summary', {}, 'Decided from'), ofObject(inputs));
}

/** @param {object} value @returns {HTMLElement} */
function ofObject(value) {
  const given = Object.entries(value);
  return h(
    'table',
    { class: 'inputs' },
    h(
      'tbody',
      {},
      given.map(([name, each]) => h('tr', {}, h('th', { scope: 'row' }, words(name)), h('td', {}, ofValue(each)))),
    ),
  );
}

/** @param {unknown} value @returns {Child} */
function ofValue(value) {
  if (value === null || value === undefined) return h('span', { class: 'quiet' }, 'none');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return h('bdi', {}, String(value));
  if (!Array.isArray(value)) return Object.keys(value).length === 0 ? ofValue(null) : ofObject(value);
  if (value.length === 0) return ofValue(null);
  if (value.some((each) => typeof each === 'object' && each !== null))
    return value.map((each) => h('div', { class: 'of-many' }, ofValue(each)));
  return h('bdi', {}, value.map(String).join(', '));
}

/** `windowClosed` as words. @param {string} name */
const words = (name) => label(name.replace(/([a-z])([A-Z])/g, '$1 $2'));
