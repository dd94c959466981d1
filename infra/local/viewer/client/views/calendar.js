import { get } from '../api.js';
import { fill, h } from '../dom.js';
import { href } from '../route.js';
import { dayLink, key, monthTable, ranks } from './months.js';

/** Days that an arrow key moves. @type {Record<string, number>} */
const MOVES = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/**
 * The days of the simulation at a glance; each leads to what happened on it.
 *
 * @param {any} _overview
 * @param {HTMLElement} panel
 * @returns {import('../app.js').View}
 */
export function calendarView(_overview, panel) {
  const months = h('div', { class: 'months' });
  fill(panel, h('div', { class: 'year' }, h('h2', { class: 'hidden' }, 'Calendar'), key(), months));
  months.addEventListener('keydown', (event) => {
    const by = MOVES[event.key];
    if (by !== undefined && moveFocus(months, by)) event.preventDefault();
  });
  let shown = 0;
  const load = async () => {
    const days = await get('/api/calendar');
    if (days.length === shown) return;
    shown = days.length;
    const was = linksIn(months).indexOf(/** @type {HTMLElement} */ (document.activeElement));
    fill(months, tables(days));
    const link = linksIn(months)[Math.max(0, was)];
    if (link) link.tabIndex = 0;
    if (was >= 0) link?.focus();
  };
  const show = () =>
    void load().catch((error) => fill(months, h('p', { role: 'alert', class: 'notice' }, error.message)));
  return {
    show,
    refresh: show,
    move: (by) => moveFocus(months, by),
    back: () => false,
    search: () => false,
  };
}

/** @param {import('./months.js').Day[]} days */
function tables(days) {
  const rank = ranks(days);
  const link = (/** @type {import('./months.js').Day} */ day) => dayLink(day, rank, href('today', { day: day.date }));
  return [...Map.groupBy(days, (day) => day.date.slice(0, 7))].map(([month, ofMonth]) =>
    monthTable(month, ofMonth, link),
  );
}

/** @param {HTMLElement} months */
const linksIn = (months) => /** @type {HTMLElement[]} */ ([...months.querySelectorAll('a')]);

/**
 * @param {HTMLElement} months
 * @param {number} by days
 */
function moveFocus(months, by) {
  const links = linksIn(months);
  const from = links.findIndex(({ tabIndex }) => tabIndex === 0);
  const before = links[from];
  const to = before === document.activeElement ? links[from + by] : before;
  if (before === undefined || to === undefined) return false;
  before.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
  return true;
}
