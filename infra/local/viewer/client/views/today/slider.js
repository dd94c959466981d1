import { fill, h } from '../../dom.js';
import { fullDay, monthName } from '../../words.js';

/** How long the slider rests before its day is opened, in milliseconds. */
const PAUSE = 140;
const HEIGHT = 36;
const SVG = 'http://www.w3.org/2000/svg';

/** @typedef {import('../months.js').Day} Day */

/**
 * The days of the simulation to slide through, above them how many mails went out on each.
 *
 * @param {{ preview(day: string): void, open(day: string): void }} act
 */
export function slider({ preview, open }) {
  /** @type {readonly Day[]} */
  let days = [];
  let waiting = 0;
  const input = /** @type {HTMLInputElement} */ (
    h('input', { type: 'range', min: 0, value: 0, step: 1, id: 'day-slider', 'aria-describedby': 'day-slider-help' })
  );
  const bars = document.createElementNS(SVG, 'svg');
  bars.setAttribute('aria-hidden', 'true');
  bars.setAttribute('preserveAspectRatio', 'none');
  const months = h('div', { class: 'slider-months', 'aria-hidden': 'true' });
  const dayOf = () => days[Number(input.value)]?.date ?? '';
  const mark = () => {
    input.setAttribute('aria-valuetext', dayOf() && fullDay(dayOf()));
    for (const bar of bars.children) bar.toggleAttribute('data-on', bar.getAttribute('data-date') === dayOf());
  };
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    preview(dayOf());
    mark();
    waiting = setTimeout(() => open(dayOf()), PAUSE);
  });
  return {
    element: h(
      'div',
      { class: 'slider' },
      h('label', { class: 'hidden', for: 'day-slider' }, 'Day of the simulation'),
      bars,
      input,
      months,
      h('p', { class: 'hidden', id: 'day-slider-help' }, 'Arrow keys move by a day, Page Up and Page Down by many.'),
    ),
    /** @param {readonly Day[]} shown @param {string} day */
    show(shown, day) {
      if (shown.length !== days.length) {
        days = shown;
        input.max = String(Math.max(0, days.length - 1));
        bars.setAttribute('viewBox', `0 0 ${days.length} ${HEIGHT}`);
        fill(bars, barsOf(days));
        fill(months, monthMarks(days));
      }
      const index = days.findIndex(({ date }) => date === day);
      if (document.activeElement !== input || Number(input.value) !== index) input.value = String(Math.max(0, index));
      mark();
    },
  };
}

/** @param {readonly Day[]} days */
function barsOf(days) {
  const counts = days.map(({ mails }) => Object.values(mails).reduce((sum, count) => sum + count, 0));
  // A single busy day would flatten all the others.
  const most = counts.toSorted((a, b) => a - b)[Math.floor(counts.length * 0.98)] || 1;
  return days.map(({ date }, index) => {
    const bar = document.createElementNS(SVG, 'rect');
    const height = Math.min(HEIGHT, Math.max(counts[index] ? 1.5 : 0.4, ((counts[index] ?? 0) / most) * HEIGHT));
    const shape = { x: index, y: HEIGHT - height, width: 1, height, 'data-date': date };
    for (const [name, value] of Object.entries(shape)) bar.setAttribute(name, String(value));
    return bar;
  });
}

/** @param {readonly Day[]} days */
function monthMarks(days) {
  const groups = [...Map.groupBy(days, ({ date }) => date.slice(0, 7))];
  return groups.map(([month, { length }]) => {
    const name = monthName(month);
    // Sizes are attributes of the elements' own: the page's policy allows no style in the markup, scripts may set it.
    const element = h('span', { title: name }, length > 20 ? name.slice(0, 3) : '');
    element.style.flexGrow = String(length);
    return element;
  });
}
