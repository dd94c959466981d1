import { get } from '../api.js';
import { fill, h } from '../dom.js';
import { pager, SLICE_SIZE } from '../pager.js';
import { href } from '../route.js';
import { label, shortDay, stageName } from '../words.js';

/** What was decided, by which rule, from which facts. @param {any} item */
export function decision(item) {
  return [
    h(
      'p',
      { class: 'decided' },
      h('strong', {}, label(item.what)),
      ' ',
      h('span', { class: 'rule' }, item.rule),
      item.membershipId && [' ', h('span', { class: 'id' }, item.membershipId)],
      item.stage !== null && [' ', h('span', { class: 'id' }, stageName(item.stage))],
      item.mail !== undefined &&
        item.mail !== null && [' ', h('a', { href: href('inbox', { open: item.mail }) }, 'Read the mail')],
    ),
    h('p', { class: 'reason' }, h('bdi', {}, item.reason)),
    item.email && h('p', { class: 'when' }, 'to ', h('bdi', {}, item.email.to)),
    item.inputs && Object.keys(item.inputs).length > 0 && inputs(item.inputs),
  ];
}

/** @param {Record<string, unknown>} values */
function inputs(values) {
  const pairs = Object.entries(values).map(([name, value]) =>
    h('div', {}, h('dt', {}, name), h('dd', {}, typeof value === 'string' ? value : JSON.stringify(value))),
  );
  return h('details', {}, h('summary', {}, 'Decided from'), h('dl', { class: 'inputs' }, pairs));
}

/**
 * A list of decisions with its days, a slice of it at a time.
 *
 * @param {string} path
 * @param {Record<string, string>} query
 * @param {{ partner: boolean }} options whether to say which partner each is about
 */
export function decisionList(path, query, { partner }) {
  const element = h('div', { class: 'decisions', 'aria-busy': 'true' });
  const load = async (/** @type {number} */ offset) => {
    const slice = await get(path, { ...query, offset, limit: SLICE_SIZE });
    const more = pager({ ...slice, shown: slice.items.length, noun: 'decision' }, show);
    const items = slice.items.map((/** @type {any} */ item) =>
      h(
        'li',
        {},
        h('p', { class: 'when' }, h('time', {}, shortDay(item.asOf)), ' ', partner ? about(item) : run(item)),
        decision(item),
      ),
    );
    fill(element, more, h('ol', { class: 'timeline' }, items));
    element.removeAttribute('aria-busy');
  };
  const show = (/** @type {number} */ offset) =>
    load(offset).catch((error) => fill(element, h('p', { role: 'alert', class: 'notice' }, error.message)));
  void show(0);
  return element;
}

/** @param {any} item */
const about = ({ partnerId }) => partnerId && h('a', { href: href('partners', { open: partnerId }) }, partnerId);

/** @param {any} item */
const run = ({ workflow, asOf }) => h('a', { href: href('runs', { workflow, day: asOf }) }, workflow);
