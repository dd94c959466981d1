import { h } from './dom.js';

const NUMBER = new Intl.NumberFormat('en');
const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const FULL_DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });
const INSTANT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** @type {Record<string, string>} */
const LABELS = {
  'action-pack': 'Action Pack',
  'learning-action-pack': 'Learning Action Pack',
  'in-window': 'In its window',
  renewal: 'Renewal notice',
  'renewal-at-risk': 'Notice of a risk',
  renewed: 'Renewed',
  'advanced-specialization': 'Advanced specialization',
  'set-aside': 'Set aside',
};

/** What mails of a kind are called when they are counted. @type {Record<string, readonly [string, string]>} */
const MAILS = {
  renewal: ['renewal notice', 'renewal notices'],
  'renewal-at-risk': ['notice of a risk', 'notices of a risk'],
  renewed: ['confirmation', 'confirmations'],
  reinstated: ['confirmation of a reinstatement', 'confirmations of reinstatements'],
  expired: ['expiry notice', 'expiry notices'],
  upgraded: ['confirmation of an upgrade', 'confirmations of upgrades'],
  consolidated: ['notice of a joint renewal', 'notices of joint renewals'],
  'benefits-ended': ['notice of ended benefits', 'notices of ended benefits'],
  'payment-reversed': ['notice of a reversed payment', 'notices of reversed payments'],
  'delivery-lost': ['notice about courseware delivery', 'notices about courseware delivery'],
  'listing-dropped': ['notice of a withdrawn listing', 'notices of withdrawn listings'],
  'listing-incomplete': ['reminder about a listing', 'reminders about listings'],
  'listing-visible': ['notice of a visible listing', 'notices of visible listings'],
  'operator-alert': ['alert to the operators', 'alerts to the operators'],
};

/** @type {Record<string, string>} */
const LANGUAGES = { en: 'English', 'ko-KR': '한국어', 'zh-CN': '简体中文', 'zh-TW': '繁體中文' };

/** @param {number} number */
export const grouped = (number) => NUMBER.format(number);

/** @param {number} number @param {string} word @param {string} [plural] */
export const counted = (number, word, plural = /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`) =>
  `${grouped(number)} ${number === 1 ? word : plural}`;

/** @param {string} date `YYYY-MM-DD` */
export const shortDay = (date) => DAY.format(Date.parse(date));

/** @param {string} date `YYYY-MM-DD` */
export const fullDay = (date) => FULL_DAY.format(Date.parse(date));

/** @param {string} at ISO instant */
export const instant = (at) => `${INSTANT.format(Date.parse(at))} UTC`;

/** @param {string} month `YYYY-MM` */
export const monthName = (month) => MONTH.format(Date.parse(`${month}-01`));

/** @param {string} locale */
export const language = (locale) => LANGUAGES[locale] ?? locale;

/** A code of the program as words. @param {string} code */
export function label(code) {
  const words =
    LABELS[code] ??
    code
      .replaceAll('-', ' ')
      .toLowerCase()
      .replace(/\b(kpi|mpn)\b/, (name) => name.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A code as a coloured word. @param {string | null} code */
export function badge(code) {
  return code === null ? null : h('span', { class: `badge ${code.toLowerCase()}` }, label(code));
}

/** A rule, with the way to its text. @param {string} rule */
export const ruleLink = (rule) => h('a', { class: 'rule', href: `/rules#${rule}` }, rule);

/** A share of 1 as a percentage; a dash where there is none. @param {number | null} of */
export const share = (of) => (of === null ? '–' : `${Math.round(of * 100)} %`);

const DAY_MS = 86_400_000;

/** The number of a day in a period that begins with `from`: 1 is that day. @param {string} from @param {string} day */
export const dayNumber = (from, day) => Math.round((Date.parse(day) - Date.parse(from)) / DAY_MS) + 1;

/** How far a day is from another one, in words. @param {string} from @param {string} to */
export function daysApart(from, to) {
  const days = dayNumber(from, to) - 1;
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  return days > 0 ? `in ${counted(days, 'day')}` : `${counted(-days, 'day')} ago`;
}

/**
 * What happened on a day, in words.
 *
 * @param {{ mails: readonly [string, number][], counts: Record<string, number> }} day
 */
export function happened({ mails, counts }) {
  const did = [
    ['renewed', counts.renewed ?? 0],
    ['reinstated', counts.reinstated ?? 0],
    ['expired', counts.expired ?? 0],
    ['merged', counts.merged ?? 0],
    ['refused', counts.refused ?? 0],
  ];
  return [
    ...mails.map(([kind, count]) =>
      counted(count, ...(MAILS[kind] ?? [`mail: ${label(kind)}`, `mails: ${label(kind)}`])),
    ),
    ...did.flatMap(([word, count]) => (Number(count) > 0 ? `${grouped(Number(count))} ${word}` : [])),
  ];
}

/** When a notice is sent, relative to the anniversary. @param {number | null} stage days */
export function stageName(stage) {
  if (stage === null) return null;
  return stage === 0 ? 'AD' : `AD${stage < 0 ? '−' : '+'}${Math.abs(stage)}`;
}

/**
 * A partner's name above its id.
 *
 * @param {{ partnerId: string, name?: string | null, partnerName?: string | null }} partner
 */
export function partnerName(partner) {
  const name = partner.name ?? partner.partnerName ?? null;
  return [
    name === null ? null : [h('bdi', { class: 'name' }, name), ' '],
    h('span', { class: 'id' }, partner.partnerId),
  ];
}

/** What a membership is. @param {{ offer: string, competency: string | null, level: string | null }} membership */
export function termsName({ offer, competency, level }) {
  return competency === null ? label(offer) : [competency, level].filter(Boolean).join(', ');
}
