import { VIEWS } from './route.js';

/**
 * What a view does with the keys; each answers whether there was something to do.
 *
 * @typedef {{ move(by: 1 | -1): boolean, back(): boolean, search(): boolean }} KeyTarget
 */

/**
 * Whether the key is for what has the focus; of a slider these are the arrows alone.
 *
 * @param {EventTarget | null} target
 * @param {string} key
 */
const isTyping = (target, key) =>
  target instanceof HTMLElement &&
  (target.matches('[type=range]')
    ? key.startsWith('Arrow')
    : target.isContentEditable || ['INPUT', 'SELECT', 'TEXTAREA'].includes(target.tagName));

/** @param {EventTarget | null} target */
const isScrolling = (target) => target instanceof HTMLElement && target.closest('.detail') !== null;

/**
 * Listens to the keys of the viewer.
 *
 * @param {() => KeyTarget | null} current the view that is shown
 * @param {(view: string) => void} open
 * @param {() => void} help
 */
export function wireKeys(current, open, help) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector('dialog[open]') !== null) return;
    if (act(event, current(), open, help)) event.preventDefault();
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {KeyTarget | null} view
 * @param {(view: string) => void} open
 * @param {() => void} help
 */
function act({ key, target }, view, open, help) {
  if (key === 'Escape') return view?.back() ?? false;
  if (isTyping(target, key)) return false;
  if (key === '/') return view?.search() ?? false;
  if (key === 'j' || (key === 'ArrowDown' && !isScrolling(target))) return view?.move(1) ?? false;
  if (key === 'k' || (key === 'ArrowUp' && !isScrolling(target))) return view?.move(-1) ?? false;
  if (key === '?') help();
  else if (VIEWS[Number(key) - 1] !== undefined) open(VIEWS[Number(key) - 1] ?? '');
  else return false;
  return true;
}
