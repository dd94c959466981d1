import { browser } from '../../browser.js';
import { h } from '../../dom.js';
import { badge, partnerName, shortDay } from '../../words.js';
import { partnerDetail } from './partner.js';

/** Every partner with a membership. @param {any} overview @param {HTMLElement} panel */
export function partnersView(overview, panel) {
  return browser({
    view: 'partners',
    noun: 'partner',
    panel,
    path: '/api/partners',
    names: ['q', 'status', 'eligibility', 'risk', 'sort'],
    filters: [
      { name: 'q', title: 'Search name or id', type: 'search' },
      { name: 'status', title: 'Status of a membership', all: 'Any status', options: overview.statuses },
      { name: 'eligibility', title: 'Eligibility', all: 'Any eligibility', options: overview.eligibilities },
      {
        name: 'risk',
        title: 'Risk',
        all: 'At risk or not',
        options: [['yes', overview.partnersAtRisk]],
        words: () => 'At risk',
      },
      {
        name: 'sort',
        title: 'Order',
        all: 'By id',
        options: [['anniversary', null]],
        words: () => 'By next anniversary',
      },
    ],
    idOf: (partner) => partner.partnerId,
    row: (partner) => partnerRow(partner, overview.running !== null),
    detail: partnerDetail,
    hint: 'Choose a partner to see how it stands to each requirement, and every decision about it.',
  });
}

/** @param {any} partner @param {boolean} isRunning */
function partnerRow(partner, isRunning) {
  const next = partner.nextAnniversary;
  const none = isRunning ? 'how it stands is told after the last day' : 'no membership in force';
  return [
    h(
      'span',
      { class: 'line' },
      h('span', { class: 'who' }, partnerName(partner)),
      h('span', { class: 'quiet' }, partner.country),
    ),
    h(
      'span',
      { class: 'line' },
      h('span', { class: 'quiet' }, next === null ? none : ['next anniversary ', h('time', {}, shortDay(next))]),
      h('span', {}, partner.memberships.some((/** @type {any} */ each) => each.riskOn !== null) && badge('at-risk')),
    ),
    h(
      'span',
      { class: 'states' },
      partner.memberships.map((/** @type {any} */ each) =>
        h('span', { class: 'pair' }, badge(each.status), isInForce(each) && badge(each.eligibility)),
      ),
    ),
  ];
}

/** @param {any} membership */
const isInForce = ({ status }) => status === 'active' || status === 'in-window';
