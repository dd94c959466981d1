import { get, latest } from '../../api.js';
import { fill, h } from '../../dom.js';
import { go, href } from '../../route.js';
import { dayNumber, fullDay, grouped, happened, share } from '../../words.js';
import { dueCard, handCard, refusedCard, riskCard, sentCard } from './cards.js';
import { slider } from './slider.js';

/**
 * What a program manager asks first, for any day: what went out, what is due, who is at risk, what was refused, what
 * needs a hand.
 *
 * @param {any} overview
 * @param {HTMLElement} panel
 * @returns {import('../../app.js').View}
 */
export function todayView(overview, panel) {
  const one = latest();
  const head = h('h2', { tabindex: '-1' });
  const kicker = h('p', { class: 'kicker' });
  const steps = h('div', { class: 'steps' });
  const next = h('p', { class: 'next' });
  const content = h('div', { class: 'day-content' });
  /** @type {any} */
  let today = null;
  let asked = '';
  const open = (/** @type {string} */ day, replace = false) => go(href('today', { day }), replace);
  const year = slider({ preview: (day) => fill(head, fullDay(day)), open: (day) => open(day, true) });
  fill(
    panel,
    h(
      'div',
      { class: 'today' },
      h('div', { class: 'day-head' }, h('div', {}, kicker, head), steps),
      year.element,
      next,
      content,
    ),
  );

  const load = async (/** @type {string} */ day) => {
    content.setAttribute('aria-busy', 'true');
    const [answer, days] = await Promise.all([
      one((signal) => get('/api/today', { day }, signal)),
      get('/api/calendar'),
    ]);
    if (answer === null) return;
    today = answer;
    year.show(days, today.day);
    fill(
      kicker,
      kickerOf(today.day, days, overview.running),
      ' · ',
      h('a', { href: href('runs', { day: today.day }) }, 'its runs'),
    );
    fill(head, h('time', { datetime: today.day }, fullDay(today.day)));
    fill(
      steps,
      step('Previous day with something on it', '‹', today.previous, open),
      step('Next day with something on it', '›', today.next, open),
    );
    fill(next, nextLine(today.next, overview.running !== null));
    fill(
      content,
      tiles(today),
      h(
        'div',
        { class: 'cards' },
        h('div', {}, sentCard(today), handCard(today), refusedCard(today)),
        h('div', {}, dueCard(today)),
        h('div', {}, riskCard(today)),
      ),
    );
    content.removeAttribute('aria-busy');
  };
  const show = (/** @type {string} */ day) =>
    load(day).catch((error) => {
      content.removeAttribute('aria-busy');
      fill(content, h('p', { role: 'alert', class: 'notice' }, error.message));
    });
  return {
    show({ day = '' }) {
      if (day === asked && today !== null) return;
      asked = day;
      void show(day);
    },
    refresh() {
      if (asked === '') void show('');
      else void get('/api/calendar').then((days) => year.show(days, today?.day ?? asked));
    },
    move(by) {
      const to = by > 0 ? today?.next : today?.previous;
      if (to) open(to.day);
      return Boolean(to);
    },
    back: () => false,
    search: () => false,
  };
}

/**
 * @param {string} day
 * @param {readonly any[]} days those that have passed
 * @param {{ from: string, to: string } | null} running
 */
function kickerOf(day, days, running) {
  const [first = { date: day }] = days;
  const all = running === null ? days.length : dayNumber(running.from, running.to);
  const number = dayNumber(first.date, day);
  if (number < days.length) return `Day ${grouped(number)} of ${grouped(all)}`;
  return running === null
    ? `Last day of ${grouped(all)}`
    : `Day ${grouped(number)} of ${grouped(all)}, the latest so far`;
}

/** @param {string} name @param {string} sign @param {any} to @param {(day: string) => void} open */
const step = (name, sign, to, open) =>
  h('button', { type: 'button', 'aria-label': name, disabled: !to, onclick: () => open(to.day) }, sign);

/** @param {any} next @param {boolean} isRunning */
function nextLine(next, isRunning) {
  if (next === null)
    return isRunning ? 'The days after this one are being simulated.' : 'Nothing is known to happen after this day.';
  return [
    h('strong', {}, 'What happens next'),
    ' ',
    h('a', { href: href('today', { day: next.day }) }, fullDay(next.day)),
    ': ',
    happened(next).join(', ') || 'runs without anything to do',
  ];
}

/** @param {any} today */
function tiles({ day, mails, counts, due, atRisk, hand, renewals }) {
  const sent = mails.reduce((/** @type {number} */ sum, /** @type {[string, number]} */ [, count]) => sum + count, 0);
  const { renewed, expired, rate, expected } = renewals;
  const ended = `${grouped(renewed)} renewed, ${grouped(expired)} expired`;
  return h(
    'ul',
    { class: 'tiles' },
    tile('Renewal rate so far', share(rate), ended, null, rate),
    tile('Expected', share(expected), 'if what is due and not at risk is paid', null, expected),
    tile(
      'Mails on this day',
      grouped(sent),
      [
        counts.renewed + counts.reinstated > 0 && `${grouped(counts.renewed + counts.reinstated)} renewed`,
        counts.expired > 0 && `${grouped(counts.expired)} expired`,
      ]
        .filter(Boolean)
        .join(', ') || 'no renewal, no expiry',
      href('inbox', { day }),
    ),
    tile('Due in 30 days', grouped(due.total), `${grouped(due.inWindow)} in their window`, '#due'),
    tile(
      'At risk',
      grouped(atRisk.total),
      atRisk.total > 0 ? 'with the smallest fix' : 'nobody',
      '#risk',
      null,
      atRisk.total > 0 && 'warn',
    ),
    tile('Needs a hand', grouped(hand.total), 'in the last 30 days', '#hand', null, hand.total > 0 && 'bad'),
  );
}

/**
 * @param {string} name
 * @param {string} figure
 * @param {string} words
 * @param {string | null} address of what it counts; one that begins with # and names no view is a card of the day
 * @param {number | null} [part] of 1, shown as a bar
 * @param {string | false} [tone]
 */
function tile(name, figure, words, address, part = null, tone = false) {
  const inner = [
    h('span', { class: 'tile-name' }, name),
    h('b', { class: tone || null }, figure),
    part !== null && h('meter', { min: 0, max: 1, value: part, 'aria-label': `${name}: ${figure}` }),
    h('span', { class: 'tile-words' }, words),
  ];
  if (address === null) return h('li', {}, h('div', { class: 'tile' }, inner));
  const card = /^#(due|risk|hand)$/.exec(address)?.[1];
  if (card === undefined) return h('li', {}, h('a', { class: 'tile', href: address }, inner));
  const jump = () => {
    const heading = document.getElementById(`card-${card}`);
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  };
  return h('li', {}, h('button', { type: 'button', class: 'tile', onclick: jump }, inner));
}
