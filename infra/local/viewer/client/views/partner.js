import { get } from '../api.js';
import { fill, h } from '../dom.js';
import { href } from '../route.js';
import { badge, shortDay, termsName } from '../words.js';
import { benefit, courseware } from './benefits.js';
import { decisionList } from './decisions.js';
import { forecast } from './forecast.js';

/**
 * A partner: its memberships, what KPI refreshes found, and every decision in order.
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
    table(
      'Memberships',
      ['Membership', 'Status', 'Anniversary', 'Window', 'Eligibility'],
      partner.memberships.map(membership),
    ),
    partner.courseware && courseware(partner.courseware),
    partner.benefits.length > 0 && h('h3', {}, 'Benefits'),
    partner.benefits.length > 0 &&
      table('Benefits', ['Benefit', 'Id', 'State', 'Left', 'Used for', 'Ends'], partner.benefits.map(benefit)),
    partner.forecasts.length > 0 && forecast(partner.forecasts, partner.memberships),
    partner.kpi.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, `KPI refreshes (${partner.kpi.length})`),
        table('KPI refreshes', ['On', 'Membership', 'Months', 'KPI', 'Needed', 'Eligibility'], partner.kpi.map(kpi)),
      ),
    history(path, partner.memberships),
  ];
}

/** @param {any} line */
function membership(line) {
  const window = line.windowOpens && `${shortDay(line.windowOpens)} – ${shortDay(line.windowCloses)}`;
  const ended = line.expiredOn && h('span', { class: 'quiet' }, ` on ${shortDay(line.expiredOn)}`);
  return [
    [termsName(line), ' ', h('span', { class: 'id' }, line.membershipId)],
    [badge(line.status), ended],
    h('time', {}, shortDay(line.anniversary)),
    window,
    badge(line.eligibility) ?? h('span', { class: 'quiet' }, 'none needed'),
  ];
}

/** @param {any} line */
function kpi(line) {
  const needed =
    line.requirement === null || typeof line.requirement !== 'object'
      ? line.requirement
      : JSON.stringify(line.requirement);
  return [
    h('time', {}, shortDay(line.asOf)),
    h('span', { class: 'id' }, line.membershipId),
    `${line.from ?? ''} – ${line.to ?? ''}`,
    line.kpi,
    needed ?? '',
    badge(line.eligibility) ?? h('span', { class: 'quiet' }, 'none needed'),
  ];
}

/** The decisions, of all memberships or of one. @param {string} path @param {readonly any[]} memberships */
function history(path, memberships) {
  const place = h('div');
  const show = (/** @type {string} */ id) =>
    fill(place, decisionList(`${path}/decisions`, { membership: id }, { partner: false }));
  const options = memberships.map(({ membershipId }) => h('option', { value: membershipId }, membershipId));
  const select = h('select', { 'aria-label': 'Membership' }, h('option', { value: '' }, 'All memberships'), options);
  select.addEventListener('change', () => show(/** @type {HTMLSelectElement} */ (select).value));
  show('');
  return h(
    'section',
    { 'aria-label': 'Decisions' },
    h('div', { class: 'bar' }, h('h3', {}, 'What was decided, and why'), memberships.length > 1 && select),
    place,
  );
}

/**
 * @param {string} caption
 * @param {readonly string[]} heads
 * @param {readonly (readonly import('../dom.js').Child[])[]} lines
 */
export function table(caption, heads, lines) {
  const body = lines.map((cells) =>
    h(
      'tr',
      {},
      cells.map((cell, index) => h('td', { 'data-head': heads[index] }, cell)),
    ),
  );
  return h(
    'div',
    { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': caption },
    h(
      'table',
      { class: 'data stacked' },
      h('caption', { class: 'hidden' }, caption),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          heads.map((head) => h('th', { scope: 'col' }, head)),
        ),
      ),
      h('tbody', {}, body),
    ),
  );
}
