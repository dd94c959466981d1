import { h } from '../../dom.js';
import { shortDay } from '../../words.js';

/** Causes that are there already. */
const SINCE = ['now', 'declined'];

/** When and why a renewal is or will be at risk if nothing happens, and what would mend it. @param {any} line */
export function renewal({ because, riskOn, reason, fixes }) {
  const items = fixes.map((/** @type {string} */ fix) => h('li', {}, h('bdi', {}, fix)));
  return [
    h(
      'p',
      { class: 'decided' },
      h('strong', {}, 'At risk ', SINCE.includes(because) ? 'since ' : 'from ', h('time', {}, shortDay(riskOn))),
    ),
    h('p', { class: 'reason' }, reason, items.length > 0 && ' What would mend it:'),
    items.length > 0 && h('ul', { class: 'fixes' }, items),
  ];
}
