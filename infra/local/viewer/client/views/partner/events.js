import { h } from '../../dom.js';
import { href } from '../../route.js';
import { instant, ruleLink } from '../../words.js';
import { sliced } from '../sliced.js';

/**
 * What was told on the bus about a partner, the latest first.
 *
 * @param {string} path
 * @param {Record<string, string>} query
 */
export const eventsAbout = (path, query) =>
  sliced(path, query, { noun: 'event', none: 'No events were told.' }, ({ event, mail }) => [
    h('p', { class: 'when' }, `No. ${event.number} · `, h('time', { datetime: event.at }, instant(event.at))),
    h('p', { class: 'decided' }, h('strong', {}, event.type), ' ', ruleLink(event.rule)),
    subject(event, mail),
    h('details', { class: 'from' }, h('summary', {}, 'As it was on the bus'), detail(event)),
  ]);

/** Which membership, mail and command it is about. @param {any} event @param {number | null} mail */
function subject({ membershipId, cycle, noticeId, commandId }, mail) {
  const ids = [
    membershipId && ['membership ', id(membershipId), cycle !== null && `, cycle ${cycle}`],
    noticeId && [
      'notice ',
      mail === null ? id(noticeId) : h('a', { href: href('inbox', { open: mail }) }, id(noticeId)),
    ],
    commandId && ['command ', id(commandId)],
  ].filter(Boolean);
  return (
    ids.length > 0 &&
    h(
      'ul',
      { class: 'about' },
      ids.map((each) => h('li', {}, each)),
    )
  );
}

/** @param {string} text */
const id = (text) => h('bdi', { class: 'id' }, text);

/** @param {any} event */
const detail = (event) => h('pre', {}, JSON.stringify(event, null, 2));
