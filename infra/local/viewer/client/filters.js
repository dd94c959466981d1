import { h } from './dom.js';
import { grouped, label } from './words.js';

/** How long somebody may pause in typing before the search begins, in milliseconds. */
const PAUSE = 250;

/** @typedef {{ name: string, title: string, type: 'search' | 'date' }} Field */
/**
 * @typedef {{ name: string, title: string, all: string, options: readonly [string, number | null][], words?: (code: string) =>
 * string }} Choice
 */

/**
 * The filters above a list.
 *
 * @param {string} what names the form to those who cannot see it
 * @param {readonly (Field | Choice)[]} parts
 * @param {(values: Record<string, string>) => void} changed
 * @returns {{ form: HTMLElement, show(values: Record<string, string>): void, focus(): boolean, clear(): boolean }}
 */
export function filters(what, parts, changed) {
  const controls = parts.map((part) => ('options' in part ? choice(part) : field(part)));
  const form = h('form', { class: 'filters', role: 'search', 'aria-label': what }, controls);
  const search = /** @type {HTMLInputElement | null} */ (form.querySelector('input[type=search]'));
  let waiting = 0;
  const tell = () => {
    clearTimeout(waiting);
    const data = new FormData(/** @type {HTMLFormElement} */ (form));
    changed(Object.fromEntries([...data].map(([name, value]) => [name, String(value)])));
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    tell();
  });
  form.addEventListener('change', tell);
  search?.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, PAUSE);
  });
  return {
    form,
    show: (values) => show(/** @type {HTMLFormElement} */ (form), values),
    focus: () => {
      search?.focus();
      search?.select();
      return search !== null;
    },
    clear: () => {
      if (search === null || document.activeElement !== search || search.value === '') return false;
      search.value = '';
      tell();
      return true;
    },
  };
}

/** @param {Field} part */
function field({ name, title, type }) {
  const hint = type === 'search' ? `${title}  /` : null;
  const input = h('input', {
    name,
    type,
    'aria-label': title,
    placeholder: hint,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  return type === 'search' ? input : h('label', {}, h('span', { class: 'hidden' }, title), input);
}

/** @param {Choice} part */
function choice({ name, title, all, options, words = label }) {
  const items = options.map(([code, count]) =>
    h('option', { value: code }, count === null ? words(code) : `${words(code)} (${grouped(count)})`),
  );
  return h('select', { name, 'aria-label': title }, h('option', { value: '' }, all), items);
}

/**
 * Shows the values of the address; what somebody is typing right now is left alone.
 *
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} values
 */
function show(form, values) {
  for (const control of form.elements) {
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) continue;
    if (control !== document.activeElement || control.type !== 'search') control.value = values[control.name] ?? '';
  }
}
