import { h } from '../dom.js';
import { href } from '../route.js';
import { counted, label, ruleLink, shortDay, stageName } from '../words.js';
import { decidedFrom } from './facts.js';
import { sliced } from './sliced.js';

/** @typedef {import('../dom.js').Child} Child */

/** What was decided, by which rule, from which facts. @param {any} item */
export function decision(item) {
  return [
    h(
      'p',
      { class: 'decided' },
      h('strong', {}, label(item.what)),
      ...subject(item),
      item.mail !== undefined && item.mail !== null && [' ', readMail(item.mail)],
    ),
    h('p', { class: 'reason' }, h('bdi', {}, item.reason)),
    item.email && h('p', { class: 'when' }, 'to ', h('bdi', {}, item.email.to)),
    from(item),
  ];
}

/** What was decided for one reason, with everybody who was told. @param {any} group */
function grouped({ lead, kind, others, recipients }) {
  const name = lead.what.startsWith('notice-') && kind !== null ? label(kind) : label(lead.what);
  const also = others.map((/** @type {string} */ what) => label(what).toLowerCase()).join(', ');
  return [
    h('p', { class: 'decided' }, h('strong', {}, name), ...subject(lead)),
    h('p', { class: 'reason' }, h('bdi', {}, lead.reason)),
    also && h('p', { class: 'when' }, `Also: ${also}`),
    recipients.length > 0 &&
      h(
        'ul',
        { class: 'recipients', 'aria-label': counted(recipients.length, 'recipient') },
        recipients.map((/** @type {any} */ each) => h('li', {}, recipient(each))),
      ),
    from(lead),
  ];
}

/** @param {any} each */
const recipient = ({ to, what, mail }) => [
  mail === null ? h('bdi', {}, to) : h('a', { href: href('inbox', { open: mail }) }, h('bdi', {}, to)),
  what !== 'notice-sent' && h('span', { class: 'quiet' }, ` ${label(what).toLowerCase()}`),
];

/** @param {any} item @returns {Child[]} */
const subject = (item) => [
  ' ',
  ruleLink(item.rule),
  item.membershipId && [' ', h('span', { class: 'id' }, item.membershipId)],
  item.stage !== null && [' ', h('span', { class: 'id' }, stageName(item.stage))],
];

/** @param {any} item */
const from = ({ inputs }) => inputs && Object.keys(inputs).length > 0 && decidedFrom(inputs);

/** @param {number} mail */
const readMail = (mail) => h('a', { href: href('inbox', { open: mail }) }, 'Read the mail');

/**
 * The decisions of a run in their order, a slice of them at a time.
 *
 * @param {string} path
 */
export const decisionsOfRun = (path) =>
  sliced(path, {}, { noun: 'decision', none: 'Nothing was decided.' }, (item) => [
    h('p', { class: 'when' }, h('time', {}, shortDay(item.asOf)), ' ', about(item)),
    decision(item),
  ]);

/**
 * What was decided about a partner, the latest first.
 *
 * @param {string} path
 * @param {Record<string, string>} query
 */
export const decisionsAbout = (path, query) =>
  sliced(path, query, { noun: 'entry', none: 'Nothing was decided.' }, (group) => [
    h(
      'p',
      { class: 'when' },
      h('a', { href: href('today', { day: group.lead.asOf }) }, h('time', {}, shortDay(group.lead.asOf))),
      ' ',
      run(group.lead),
    ),
    grouped(group),
  ]);

/** @param {any} item */
const about = ({ partnerId }) => partnerId && h('a', { href: href('partners', { open: partnerId }) }, partnerId);

/** @param {any} item */
const run = ({ workflow, asOf }) => h('a', { href: href('runs', { workflow, day: asOf }) }, label(workflow));
