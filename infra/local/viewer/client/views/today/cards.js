import { fill, h } from '../../dom.js';
import { href } from '../../route.js';
import { badge, counted, daysApart, grouped, label, partnerName, shortDay } from '../../words.js';
import { runRow } from '../runs.js';

/** Items of a card that are shown before one asks for all. */
const SHOWN = 6;

/**
 * A card of the day: a list with a heading that counts, the first items, and the rest on demand.
 *
 * @param {{ id: string, title: string, total: number, empty: string, note?: import('../../dom.js').Child, items: readonly HTMLElement[], more?: string, foot?: import('../../dom.js').Child }} card
 */
function card({ id, title, total, empty, note = null, items, more, foot = null }) {
  const list = h('ul', { class: 'card-list' }, items.slice(0, SHOWN));
  const rest = items.length - SHOWN;
  const left = total - items.length;
  const all = h('button', { type: 'button', class: 'more' }, `Show ${grouped(rest)} more`);
  all.addEventListener('click', () => {
    fill(list, items);
    all.replaceWith(left > 0 ? h('p', { class: 'quiet' }, `and ${grouped(left)} more`) : '');
    /** @type {HTMLElement | null} */ (list.children[SHOWN]?.querySelector('a') ?? null)?.focus();
  });
  return h(
    'section',
    { class: `card ${id}`, 'aria-labelledby': `card-${id}` },
    h('h3', { id: `card-${id}`, tabindex: '-1' }, title, ' ', h('span', { class: 'count-of' }, grouped(total))),
    note && h('p', { class: 'quiet' }, note),
    items.length === 0 ? h('p', { class: 'none' }, empty) : list,
    rest > 0 && all,
    more && h('p', { class: 'more-link' }, h('a', { href: more }, 'See all')),
    foot && h('p', { class: 'foot' }, foot),
  );
}

/** @param {any} today */
export function sentCard({ day, mails }) {
  const total = mails.reduce((/** @type {number} */ sum, /** @type {[string, number]} */ [, count]) => sum + count, 0);
  const items = mails.map((/** @type {[string, number]} */ [kind, count]) =>
    h(
      'li',
      {},
      h(
        'a',
        { class: 'figure-row', href: href('inbox', { day, kind }) },
        badge(kind),
        h('span', { class: 'of' }, counted(count, 'mail')),
      ),
    ),
  );
  return card({
    id: 'sent',
    title: 'Went out',
    total,
    empty: 'No mail went out on this day.',
    items,
    more: href('inbox', { day }),
  });
}

/** @param {any} today */
export function dueCard({ day, due, monthly }) {
  const items = due.items.map((/** @type {any} */ item) => {
    const isOpen = item.anniversary < day;
    const when = isOpen
      ? ['last day ', h('time', {}, shortDay(item.windowCloses)), ` · ${daysApart(day, item.windowCloses)}`]
      : ['anniversary ', h('time', {}, shortDay(item.anniversary)), ` · ${daysApart(day, item.anniversary)}`];
    return h(
      'li',
      {},
      partnerLink(item),
      h(
        'span',
        { class: 'under' },
        h('span', {}, h('span', { class: 'id' }, item.membershipId), ' · ', when),
        h('span', {}, item.isDeclined && badge('declined'), ' ', item.isAtRisk && badge('at-risk')),
      ),
    );
  });
  return card({
    id: 'due',
    title: 'Due in the next 30 days',
    total: due.total,
    note: `${counted(due.inWindow, 'renewal')} can be paid now; ${grouped(due.total - due.inWindow)} have their anniversary by then.`,
    foot: monthly.map((/** @type {any} */ { what, on }, /** @type {number} */ index) => [
      index > 0 && ' · ',
      `${label(what)} `,
      h('time', {}, shortDay(on)),
    ]),
    empty: 'Nothing is due.',
    items,
  });
}

/** @param {any} today */
export function riskCard({ day, atRisk }) {
  const items = atRisk.items.map((/** @type {any} */ item) =>
    h(
      'li',
      {},
      partnerLink(item),
      h(
        'span',
        { class: 'under' },
        h(
          'span',
          {},
          h('span', { class: 'id' }, item.membershipId),
          ' · ',
          item.riskOn > day ? 'from ' : 'since ',
          h('time', {}, shortDay(item.riskOn)),
          ' · to be paid by ',
          h('time', {}, shortDay(item.windowCloses)),
        ),
      ),
      item.fixes.length > 0
        ? h(
            'ul',
            { class: 'fixes' },
            item.fixes.map((/** @type {string} */ fix) => h('li', {}, h('bdi', {}, fix))),
          )
        : h('p', { class: 'reason' }, item.reason),
    ),
  );
  return card({
    id: 'risk',
    title: 'At risk, and the smallest fix',
    total: atRisk.total,
    empty: 'As far as is known, every renewal can take place.',
    items,
  });
}

/** @param {any} today */
export function handCard({ day, hand }) {
  const items = hand.items.map((/** @type {any} */ item) => {
    const address =
      item.mail !== null
        ? href('inbox', { open: item.mail })
        : item.run !== null
          ? href('runs', { open: item.run })
          : href('partners', { open: item.partnerId ?? '' });
    return h(
      'li',
      {},
      h('a', { class: 'card-link', href: address }, h('bdi', {}, item.text)),
      h(
        'span',
        { class: 'under' },
        h('span', {}, h('time', {}, shortDay(item.asOf)), item.asOf === day && ' · on this day'),
        badge(item.what),
      ),
    );
  });
  return card({
    id: 'hand',
    title: 'Needs a hand',
    total: hand.total,
    empty: 'Nothing in the last 30 days: no alert, no failed run, nothing uncertain.',
    items,
  });
}

/** @param {any} today */
export function refusedCard({ day, counts, refused }) {
  const items = refused.items.map((/** @type {any} */ run) =>
    h('li', {}, h('a', { class: 'run-row', href: href('runs', { state: 'refused', open: run.number }) }, runRow(run))),
  );
  return card({
    id: 'refused',
    title: 'Refused so far',
    total: refused.total,
    note:
      counts.refused > 0
        ? `${grouped(counts.refused)} on this day.`
        : `None on ${shortDay(day)}; the latest before it:`,
    empty: 'No command was refused.',
    items,
    more: refused.total > refused.items.length ? href('runs', { state: 'refused' }) : undefined,
  });
}

/** @param {any} item */
const partnerLink = (item) =>
  h('a', { class: 'card-link', href: href('partners', { open: item.partnerId }) }, partnerName(item));
