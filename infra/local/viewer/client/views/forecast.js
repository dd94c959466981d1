import { h } from '../dom.js';
import { shortDay, termsName } from '../words.js';

/**
 * Which renewals are or will be at risk if nothing happens: when, why, and what would mend it. Read on a phone, too: no
 * table.
 *
 * @param {readonly any[]} forecasts
 * @param {readonly any[]} memberships
 */
export function forecast(forecasts, memberships) {
  const items = forecasts.map((each) => {
    const known = memberships.find(({ membershipId }) => membershipId === each.membershipId);
    return h('li', {}, renewal(each, known));
  });
  return h(
    'section',
    { class: 'forecast', 'aria-label': 'Forecast' },
    h('h3', {}, 'At risk if nothing happens'),
    h('ul', { class: 'timeline' }, items),
  );
}

/** Causes that are there already. */
const SINCE = ['now', 'declined'];

/** @param {any} line @param {any} membership undefined where it is not known */
function renewal(line, membership) {
  const fixes = line.fixes.map((/** @type {string} */ fix) => h('li', {}, h('bdi', {}, fix)));
  const what = membership && [h('bdi', {}, termsName(membership)), ' '];
  return [
    h(
      'p',
      { class: 'decided' },
      h('strong', {}, SINCE.includes(line.because) ? 'Since ' : 'From ', shortDay(line.riskOn)),
      ' ',
      what,
      h('span', { class: 'id' }, line.membershipId),
    ),
    h('p', { class: 'reason' }, line.reason, fixes.length > 0 && ' What would mend it:'),
    fixes.length > 0 && h('ul', { class: 'fixes' }, fixes),
    h('p', { class: 'when' }, 'For the renewal at ', day(line.anniversary), ', to be paid by ', day(line.windowCloses)),
  ];
}

/** @param {string} date */
const day = (date) => h('time', {}, shortDay(date));
