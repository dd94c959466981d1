import { get } from '../../api.js';
import { fill, h } from '../../dom.js';
import { href } from '../../route.js';
import { label, language, shortDay } from '../../words.js';
import { decisionsAbout } from '../decisions.js';
import { table } from '../facts.js';
import { benefit, courseware } from './benefits.js';
import { eventsAbout } from './events.js';
import { membership } from './membership.js';

/**
 * A partner: its memberships with their scorecards, who acts for it, what it may do and has, and every decision and event
 * about it.
 *
 * @param {string} partnerId
 * @param {AbortSignal} signal
 */
export async function partnerDetail(partnerId, signal) {
  const path = `/api/partners/${encodeURIComponent(partnerId)}`;
  const partner = await get(path, {}, signal);
  return [
    h('h2', {}, h('bdi', {}, partner.name ?? partner.partnerId)),
    h(
      'p',
      { class: 'facts' },
      h('span', { class: 'id' }, partnerId),
      ' ',
      partner.country,
      ' · ',
      h('a', { href: href('inbox', { partner: partnerId }) }, 'Its mails'),
    ),
    partner.memberships.map((/** @type {any} */ line) => membership(line, partner)),
    contacts(partner.contacts),
    partner.benefits.length > 0 && [
      h('h3', {}, 'Licences and other benefits'),
      table('Benefits', ['Benefit', 'Id', 'State', 'Left', 'Used for', 'Ends'], partner.benefits.map(benefit)),
    ],
    partner.courseware && courseware(partner.courseware),
    discrepancies(partner.discrepancies),
    history('Decisions', 'What was decided, and why', partner.memberships, (query) =>
      decisionsAbout(`${path}/decisions`, query),
    ),
    history('Events', 'What was told on the bus', partner.memberships, (query) => eventsAbout(`${path}/events`, query)),
  ];
}

/** @param {readonly any[]} all */
function contacts(all) {
  if (all.length === 0) return null;
  const lines = all.map(({ name, email, role, locale, unreachable }) => [
    h('bdi', {}, name),
    h('bdi', { class: 'wrap' }, email),
    label(role),
    language(locale),
    unreachable === null ? 'can be reached' : h('span', { class: 'badge bad-badge' }, label(unreachable)),
  ]);
  return [h('h3', {}, 'Contacts'), table('Contacts', ['Name', 'Address', 'Role', 'Language', 'Mail'], lines)];
}

/** @param {readonly { asOf: string, runId: string }[]} reports */
function discrepancies(reports) {
  if (reports.length === 0) return null;
  const items = reports.map(({ asOf, runId }) =>
    h('li', {}, h('a', { href: `/discrepancies/${encodeURIComponent(runId)}` }, `Report of ${shortDay(asOf)}`)),
  );
  return [h('h3', {}, 'Why its KPI differs from its own list'), h('ul', { class: 'fixes' }, items)];
}

/**
 * What has happened to it, of all memberships or of one.
 *
 * @param {string} name
 * @param {string} title
 * @param {readonly any[]} memberships
 * @param {(query: { membership: string }) => HTMLElement} list
 */
function history(name, title, memberships, list) {
  const place = h('div');
  const show = (/** @type {string} */ membership) => fill(place, list({ membership }));
  const options = memberships.map(({ membershipId }) => h('option', { value: membershipId }, membershipId));
  const select = h('select', { 'aria-label': 'Membership' }, h('option', { value: '' }, 'All memberships'), options);
  select.addEventListener('change', () => show(/** @type {HTMLSelectElement} */ (select).value));
  show('');
  return h(
    'section',
    { 'aria-label': name },
    h('div', { class: 'bar' }, h('h3', {}, title), memberships.length > 1 && select),
    place,
  );
}
