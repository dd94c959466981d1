import { get } from '../api.js';
import { h } from '../dom.js';
import { href } from '../route.js';
import { badge, fullDay, label, language, partnerName, stageName } from '../words.js';
import { decision } from './decisions.js';
import { facts } from './facts.js';

/** A mail in the reading pane. @param {string} number @param {AbortSignal} signal */
export async function mailDetail(number, signal) {
  const mail = await get(`/api/mails/${number}`, {}, signal);
  return [
    h('h2', { dir: 'auto', lang: mail.locale }, mail.subject),
    h(
      'p',
      { class: 'facts' },
      badge(mail.kind),
      ' ',
      stageName(mail.stage),
      ' · ',
      h('a', { href: href('today', { day: mail.asOf }) }, fullDay(mail.asOf)),
    ),
    facts([
      ['To', [h('bdi', {}, mail.to), ` (${label(mail.role)}, ${language(mail.locale)})`]],
      ['Partner', h('a', { href: href('partners', { open: mail.partnerId }) }, partnerName(mail))],
      [
        'Membership',
        mail.membershipId && h('span', { class: 'id' }, `${mail.membershipId}, cycle ${mail.cycle ?? '?'}`),
      ],
      ['Notice', h('span', { class: 'id wrap' }, mail.noticeId)],
    ]),
    mail.why &&
      h('section', { class: 'why', 'aria-label': 'Why this mail was sent' }, h('h3', {}, 'Why'), decision(mail.why)),
    mail.message ? body(mail, number) : h('p', { class: 'notice' }, 'The mail itself was not kept.'),
  ];
}

/**
 * The mail itself, in a frame that cannot run scripts, load anything or reach the viewer.
 *
 * @param {any} mail
 * @param {string} number
 */
function body({ message, locale }, number) {
  const files = message.attachments.map(
    (/** @type {any} */ file) => `${file.name} (${file.type}, ${file.bytes} bytes)`,
  );
  return [
    files.length > 0 && h('p', { class: 'quiet' }, `Attached: ${files.join(', ')}`),
    h('iframe', {
      title: 'The mail',
      src: `/mails/${number}/body`,
      sandbox: 'allow-popups allow-popups-to-escape-sandbox',
      referrerpolicy: 'no-referrer',
    }),
    h('details', {}, h('summary', {}, 'As plain text'), h('pre', { lang: locale, dir: 'auto' }, message.text)),
  ];
}
