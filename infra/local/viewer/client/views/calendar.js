import { get, latest } from '../api.js';
import { fill, h } from '../dom.js';
import { pane } from '../pane.js';
import { go, href } from '../route.js';
import { dayDetail } from './day.js';
import { dayLink, key, monthTable, ranks } from './months.js';

/** Days that an arrow key moves. @type {Record<string, number>} */
const MOVES = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/**
 * The days of the simulation, beside what happened on the one that is open.
 *
 * @param {any} _overview
 * @param {HTMLElement} panel
 * @returns {import('../app.js').View}
 */
export function calendarView(_overview, panel) {
  const months = h('div', { class: 'months' });
  const close = () => go(href('calendar'));
  const hint = 'Choose a day to see its runs and mails.';
  const detail = pane(panel, { hint, back: 'Back to the calendar', close });
  const one = latest();
  let shown = '?';
  fill(panel, h('div', { class: 'split wide' }, h('div', { class: 'master' }, key(), months), detail.element));
  months.addEventListener('keydown', (event) => {
    const by = MOVES[event.key];
    if (by !== undefined && moveFocus(months, by)) event.preventDefault();
  });
  const ready = get('/api/calendar').then((days) => fill(months, tables(days)));

  const load = async (/** @type {string} */ date) => {
    await ready;
    mark(months, date);
    if (date === shown) return;
    shown = date;
    if (date === '') return detail.show(null);
    const content = await one((signal) => dayDetail(date, signal));
    if (content !== null) detail.show(content);
  };
  return {
    show: ({ open = '' }) => void load(open).catch((error) => detail.fail(error)),
    move: (by) => !detail.isHere() && moveFocus(months, by),
    back() {
      if (focusCurrent(months)) return true;
      // The calendar is hidden behind the day, as on a phone.
      close();
      requestAnimationFrame(() => focusCurrent(months));
      return true;
    },
    search: () => false,
  };
}

/** @param {import('./months.js').Day[]} days */
function tables(days) {
  const rank = ranks(days);
  const link = (/** @type {import('./months.js').Day} */ day) =>
    dayLink(day, rank, href('calendar', { open: day.date }));
  return [...Map.groupBy(days, (day) => day.date.slice(0, 7))].map(([month, ofMonth]) =>
    monthTable(month, ofMonth, link),
  );
}

/** @param {HTMLElement} months */
const linksIn = (months) => /** @type {HTMLElement[]} */ ([...months.querySelectorAll('a')]);

/**
 * Shows which day is open, and puts it, or else the first, into the tab order.
 *
 * @param {HTMLElement} months
 * @param {string} date empty for none
 */
function mark(months, date) {
  const links = linksIn(months);
  const open = links.find((link) => link.dataset.date === date);
  const reachable = open ?? links.find((link) => link.tabIndex === 0) ?? links[0];
  for (const link of links) {
    link.tabIndex = link === reachable ? 0 : -1;
    link.removeAttribute('aria-current');
  }
  open?.setAttribute('aria-current', 'date');
}

/** @param {HTMLElement} months */
function focusCurrent(months) {
  const link = linksIn(months).find(({ tabIndex }) => tabIndex === 0);
  link?.focus();
  return link !== undefined && document.activeElement === link;
}

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
