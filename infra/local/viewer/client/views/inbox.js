import { browser } from '../browser.js';
import { h } from '../dom.js';
import { badge, language, partnerName, shortDay, stageName } from '../words.js';
import { mailDetail } from './mail.js';

/** Every mail that was sent, newest first. @param {any} overview @param {HTMLElement} panel */
export function inboxView(overview, panel) {
  return browser({
    view: 'inbox',
    noun: 'mail',
    panel,
    path: '/api/mails',
    names: ['q', 'kind', 'locale', 'day', 'partner'],
    filters: [
      { name: 'q', title: 'Search mails', type: 'search' },
      { name: 'day', title: 'Day', type: 'date' },
      { name: 'kind', title: 'Kind', all: 'All kinds', options: overview.kinds },
      { name: 'locale', title: 'Language', all: 'All languages', options: overview.locales, words: language },
    ],
    idOf: (mail) => String(mail.number),
    row: mailRow,
    detail: mailDetail,
    hint: 'Choose a mail to read it, and to see which rule sent it.',
  });
}

/** @param {any} mail */
export function mailRow(mail) {
  return [
    h('span', { class: 'line' }, h('span', { class: 'who' }, partnerName(mail)), h('time', {}, shortDay(mail.asOf))),
    h('span', { class: 'subject', dir: 'auto', lang: mail.locale }, mail.subject),
    h(
      'span',
      { class: 'line' },
      h('bdi', { class: 'quiet' }, mail.to),
      h('span', {}, badge(mail.kind), ' ', h('span', { class: 'id' }, stageName(mail.stage))),
    ),
  ];
}
