import { browser } from '../browser.js';
import { h } from '../dom.js';
import { badge, partnerName } from '../words.js';
import { partnerDetail } from './partner.js';

/** Every partner with a membership. @param {any} overview @param {HTMLElement} panel */
export function partnersView(overview, panel) {
  return browser({
    view: 'partners',
    noun: 'partner',
    panel,
    path: '/api/partners',
    names: ['q', 'status'],
    filters: [
      { name: 'q', title: 'Search name or id', type: 'search' },
      { name: 'status', title: 'Status of a membership', all: 'Any status', options: overview.statuses },
    ],
    idOf: (partner) => partner.partnerId,
    row: (partner) => [
      h(
        'span',
        { class: 'line' },
        h('span', { class: 'who' }, partnerName(partner)),
        h('span', { class: 'quiet' }, partner.country),
      ),
      h(
        'span',
        { class: 'states' },
        partner.memberships.map((/** @type {any} */ each) => [badge(each.status), ' ']),
      ),
    ],
    detail: partnerDetail,
    hint: 'Choose a partner to see its memberships, and every decision about it in order.',
  });
}
