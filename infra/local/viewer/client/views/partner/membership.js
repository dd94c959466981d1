import { h } from '../../dom.js';
import { badge, grouped, label, monthName, shortDay, termsName } from '../../words.js';
import { table } from '../facts.js';
import { renewal } from './forecast.js';
import { sparkline } from './sparkline.js';

/**
 * A membership: when it renews, how it stands to each requirement, what would mend it, and how its KPI went.
 *
 * @param {any} line
 * @param {any} partner
 */
export function membership(line, { kpi, forecasts }) {
  const isOfThis = (/** @type {any} */ each) => each.membershipId === line.membershipId;
  const forecast = forecasts.find(isOfThis);
  return h(
    'section',
    { class: 'membership', 'aria-label': `${termsName(line)} ${line.membershipId}` },
    h(
      'div',
      { class: 'bar' },
      h('h3', {}, termsName(line), ' ', h('span', { class: 'id' }, line.membershipId)),
      h(
        'span',
        { class: 'states' },
        badge(line.status),
        (line.status === 'active' || line.status === 'in-window') && badge(line.eligibility),
        line.riskOn && badge('at-risk'),
      ),
    ),
    h('p', { class: 'when' }, ...dates(line)),
    line.scorecard.length > 0 && scorecard(line.scorecard),
    sparkline(kpi.filter(isOfThis)),
    forecast && h('div', { class: 'mend' }, renewal(forecast)),
  );
}

/** @param {any} line @returns {import('../../dom.js').Child[]} */
function dates({ status, anniversary, windowOpens, windowCloses, expiredOn }) {
  if (expiredOn !== null) return ['Expired on ', day(expiredOn), ', unpaid for the anniversary of ', day(anniversary)];
  if (status === 'superseded') return ['Another membership goes on in its place'];
  return ['Anniversary ', day(anniversary), ', to be paid from ', day(windowOpens), ' to ', day(windowCloses)];
}

/** @param {string} date */
const day = (date) => h('time', {}, shortDay(date));

/** Each requirement: now, needed, next level. @param {readonly any[]} scores */
function scorecard(scores) {
  const hasNext = scores.some(({ next }) => next !== null);
  const heads = ['Requirement', 'Now', 'Needed', ...(hasNext ? ['Next level'] : [])];
  const lines = scores.map((score) => {
    const isMet = Number(score.have) >= Number(score.need);
    const needed = Number(score.need) === 0 ? h('span', { class: 'quiet' }, 'not asked') : number(score.need);
    const sign = h(
      'span',
      { class: isMet ? 'good' : 'bad' },
      isMet ? '✓ ' : '✗ ',
      h('span', { class: 'hidden' }, isMet ? 'reached: ' : 'not reached: '),
    );
    const next = score.next === null ? h('span', { class: 'quiet' }, '–') : number(score.next);
    return [
      requirement(score),
      [Number(score.need) > 0 && sign, h('b', {}, number(score.have))],
      needed,
      ...(hasNext ? [next] : []),
    ];
  });
  return table('Scorecard', heads, lines);
}

/** @param {any} score */
function requirement({ code, certification, metric, from, to, path, terms }) {
  const of = terms ? `${[terms.competency, terms.level].filter(Boolean).join(' ')}: ` : '';
  const either = path === null ? '' : ` (path ${path}, one is enough)`;
  return [
    of,
    h('bdi', {}, NAMES[code]?.({ certification, metric, from, to }) ?? label(code)),
    h('span', { class: 'quiet' }, either),
  ];
}

/** @type {Record<string, (of: any) => string>} */
const NAMES = {
  kpi: ({ from, to }) => `KPI of ${monthName(from)} to ${monthName(to)}`,
  mct: () => 'Microsoft Certified Trainers',
  exams: ({ certification }) => `People with ${certification}`,
  performance: ({ metric }) => label(metric),
};

/** @param {string} decimal */
const number = (decimal) => (Number.isSafeInteger(Number(decimal)) ? grouped(Number(decimal)) : decimal);
