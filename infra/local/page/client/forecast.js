import { h } from './dom.js';
import { shortDay } from './words.js';

/**
 * Which renewals are or will be at risk if nothing happens: when, why, and what would mend it. Read on a phone, too: no table.
 *
 * @param {readonly any[]} forecasts
 */
export function forecast(forecasts) {
  return h(
    'section',
    { class: 'forecast', 'aria-label': 'Forecast' },
    h('h3', {}, 'At risk if nothing happens'),
    h(
      'ul',
      { class: 'timeline' },
      forecasts.map((each) => h('li', {}, renewal(each))),
    ),
  );
}

/** @param {any} line */
function renewal(line) {
  return [
    h(
      'p',
      { class: 'decided' },
      h('strong', {}, shortDay(line.riskOn)),
      ' ',
      h('span', { class: 'id' }, line.membershipId),
    ),
    h('p', { class: 'reason' }, line.reason),
    h(
      'ul',
      { class: 'fixes' },
      line.fixes.map((/** @type {string} */ fix) => h('li', {}, h('bdi', {}, fix))),
    ),
    h('p', { class: 'when' }, 'For the renewal at ', day(line.anniversary), ', to be paid by ', day(line.windowCloses)),
  ];
}

/** @param {string} date */
const day = (date) => h('time', {}, shortDay(date));
