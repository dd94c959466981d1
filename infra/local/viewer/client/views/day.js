import { get } from '../api.js';
import { h } from '../dom.js';
import { href } from '../route.js';
import { counted, fullDay } from '../words.js';
import { mailRow } from './inbox.js';
import { runRow } from './runs.js';

/** Mails and runs that are shown before one is sent on to the full lists. */
const SHOWN = 12;

/** What happened on a day. @param {string} date @param {AbortSignal} signal */
export async function dayDetail(date, signal) {
  const part = { day: date, limit: SHOWN };
  const [mails, runs] = await Promise.all([get('/api/mails', part, signal), get('/api/runs', part, signal)]);
  return [
    h('h2', {}, fullDay(date)),
    list(
      counted(runs.total, 'run'),
      runs,
      runRow,
      (run) => href('runs', { day: date, open: run.number }),
      href('runs', { day: date }),
    ),
    list(
      counted(mails.total, 'mail'),
      mails,
      mailRow,
      (mail) => href('inbox', { day: date, open: mail.number }),
      href('inbox', { day: date }),
    ),
  ];
}

/**
 * @param {string} title
 * @param {{ total: number, items: readonly any[] }} slice
 * @param {(item: any) => import('../dom.js').Child} row
 * @param {(item: any) => string} address
 * @param {string} all
 */
function list(title, { total, items }, row, address, all) {
  const rest = total - items.length;
  return h(
    'section',
    { 'aria-label': title },
    h('h3', {}, total > 0 ? h('a', { href: all }, title) : title),
    h(
      'ul',
      { class: 'rows inline' },
      items.map((item) => h('li', {}, h('a', { class: 'row', href: address(item) }, row(item)))),
    ),
    rest > 0 && h('p', {}, h('a', { href: all }, `and ${rest} more`)),
  );
}
