import { h } from './dom.js';
import { counted, grouped } from './words.js';

/** Items of a list that are shown at once. */
export const SLICE_SIZE = 50;

/**
 * Where one is in a list, and the way on and back.
 *
 * @param {{ total: number, offset: number, shown: number, noun: string }} slice
 * @param {(offset: number) => void} open
 */
export function pager({ total, offset, shown, noun }, open) {
  const last = offset + shown;
  const range =
    total > shown ? `${grouped(offset + 1)}–${grouped(last)} of ${counted(total, noun)}` : counted(total, noun);
  const step = (
    /** @type {string} */ name,
    /** @type {string} */ sign,
    /** @type {number} */ to,
    /** @type {boolean} */ on,
  ) => h('button', { type: 'button', 'aria-label': name, disabled: !on, onclick: () => open(to) }, sign);
  return h(
    'div',
    { class: 'pager' },
    h('span', { role: 'status' }, range),
    total > shown && [
      step('Previous page', '‹', Math.max(0, offset - SLICE_SIZE), offset > 0),
      step('Next page', '›', offset + SLICE_SIZE, last < total),
    ],
  );
}
