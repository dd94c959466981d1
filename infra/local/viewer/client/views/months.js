import { h } from '../dom.js';
import { counted, fullDay, grouped, monthName } from '../words.js';

/** @typedef {{ date: string, mails: Record<string, number>, expired: number, marks: string[] }} Day */

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** @type {Record<string, [sign: string, words: string]>} */
const MARKS = {
  'kpi-refresh': ['◆', 'KPI refresh'],
  'directory-submission': ['▲', 'directory submitted'],
  'failed-run': ['!', 'a run failed'],
  outage: ['⌀', 'schedules down'],
};

/** @param {Day} day */
const mailsOf = (day) => Object.values(day.mails).reduce((sum, number) => sum + number, 0);

/** How busy a number of mails is among these days: 0 for none, else 1 … 4 by quarters. @param {readonly Day[]} days */
export function ranks(days) {
  const sorted = days
    .map(mailsOf)
    .filter((number) => number > 0)
    .sort((a, b) => a - b);
  const limits = [0.25, 0.5, 0.75].map((share) => sorted[Math.floor(sorted.length * share)] ?? 0);
  return (/** @type {number} */ number) => (number === 0 ? 0 : 1 + limits.filter((limit) => number > limit).length);
}

/** What the signs mean. */
export function key() {
  const signs = Object.entries(MARKS).map(([mark, [sign, words]]) =>
    h('li', {}, h('b', { class: `mark ${mark}` }, sign), ` ${words}`),
  );
  const shades = [0, 1, 2, 3, 4].map((rank) => h('i', { class: `shade rank-${rank}` }));
  return h(
    'ul',
    { class: 'legend key' },
    h('li', {}, 'mails: none ', shades, ' most'),
    h('li', {}, h('b', { class: 'mark expired' }, '−2'), ' expired'),
    signs,
  );
}

/** @param {string} month @param {readonly Day[]} days @param {(day: Day) => HTMLElement} cell */
export function monthTable(month, days, cell) {
  const lead = (new Date(days[0]?.date ?? `${month}-01`).getUTCDay() + 6) % 7;
  const cells = [...Array(lead).fill(null), ...days.map(cell)];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  const mails = days.reduce((sum, day) => sum + mailsOf(day), 0);
  return h(
    'table',
    { class: 'month' },
    h('caption', {}, monthName(month), ' ', h('small', {}, counted(mails, 'mail'))),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        WEEKDAYS.map((name) => h('th', { scope: 'col', abbr: name }, name.slice(0, 1))),
      ),
    ),
    h(
      'tbody',
      {},
      weeks.map((week) =>
        h(
          'tr',
          {},
          week.map((content) => h('td', {}, content)),
        ),
      ),
    ),
  );
}

/** A day that opens. @param {Day} day @param {(number: number) => number} rank @param {string} address */
export function dayLink(day, rank, address) {
  const mails = mailsOf(day);
  const marks = day.marks.map((mark) => h('b', { class: `mark ${mark}` }, MARKS[mark]?.[0] ?? ''));
  const told = [
    counted(mails, 'mail'),
    day.expired > 0 && `${day.expired} expired`,
    ...day.marks.map((mark) => MARKS[mark]?.[1]),
  ];
  const words = `${fullDay(day.date)}: ${told.filter(Boolean).join(', ')}`;
  const down = day.marks.includes('outage') ? ' down' : '';
  return h(
    'a',
    {
      class: `day rank-${rank(mails)}${down}`,
      href: address,
      tabindex: '-1',
      title: words,
      'data-date': day.date,
    },
    h('span', { class: 'hidden' }, words),
    h('i', { class: 'date', 'aria-hidden': 'true' }, Number(day.date.slice(8))),
    h('span', { class: 'count', 'aria-hidden': 'true' }, mails > 0 && grouped(mails)),
    h(
      'span',
      { class: 'marks', 'aria-hidden': 'true' },
      day.expired > 0 && h('b', { class: 'mark expired' }, `−${grouped(day.expired)}`),
      marks,
    ),
  );
}
