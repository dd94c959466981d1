import { h } from '../../dom.js';
import { badge, counted, shortDay } from '../../words.js';

/** What a partner may do with courseware (R-MEM-10). @param {any} rights */
export function courseware({ purchase, since, why, delivery }) {
  const offers = purchase === 'partner-offers';
  return h(
    'section',
    { 'aria-label': 'Courseware' },
    h('h3', {}, 'Courseware'),
    h(
      'ul',
      { class: 'timeline' },
      right(
        offers ? 'Partner offers of the Courseware Marketplace' : 'Full price, for internal training only',
        since,
        why,
      ),
      right(
        delivery.isAllowed
          ? 'May be delivered outside the organization'
          : 'May not be delivered outside the organization',
        delivery.since,
        delivery.why,
      ),
    ),
  );
}

/** @param {string} what @param {string | null} since @param {string} why */
function right(what, since, why) {
  const from = since && h('time', {}, `Since ${shortDay(since)}`);
  return h('li', {}, h('p', { class: 'decided' }, h('strong', {}, what)), h('p', { class: 'reason' }, why), from);
}

/**
 * The cells of a benefit's row: what is left of it, what it was used for, and when it ends (R-LIC-7, R-LIC-8).
 *
 * @param {any} line
 */
export function benefit(line) {
  const key = line.needsKey && h('span', { class: 'quiet' }, ' product key, to be activated');
  return [
    [h('bdi', {}, line.product ?? `Visual Studio ${line.edition}`), key],
    [
      h('span', { class: 'id' }, line.tokenId),
      ' ',
      h('span', { class: 'quiet' }, 'of '),
      h('span', { class: 'id' }, line.membershipId),
    ],
    [badge(line.state), line.replacedBy && h('span', { class: 'quiet' }, ` by ${line.replacedBy}`)],
    left(line),
    line.usedFor.map((/** @type {any} */ use) => h('div', {}, usedFor(use))),
    line.endsOn && h('time', {}, shortDay(line.endsOn)),
  ];
}

/** @param {any} line */
function left({ kind, seats, seatsLeft, activations, activationsLeft, assignmentsLeft, assignableFrom }) {
  if (kind === 'token') return `${seatsLeft} of ${counted(seats, 'seat')}`;
  if (kind === 'mak') return `${activationsLeft} of ${counted(activations, 'activation')}`;
  const later =
    assignableFrom && assignmentsLeft === 0 && h('span', { class: 'quiet' }, ` again from ${shortDay(assignableFrom)}`);
  return [counted(assignmentsLeft, 'assignment'), later];
}

/** @param {any} use */
function usedFor({ on, tenant, count, to, activatedOn }) {
  const what = tenant ?? to ?? counted(count, 'activation');
  return [h('bdi', {}, what), ' ', h('time', {}, shortDay(on)), activatedOn && `, activated ${shortDay(activatedOn)}`];
}
