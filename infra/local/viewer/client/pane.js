import { fill, h } from './dom.js';

/**
 * Where what is open in a view is shown. Whoever opened it from the view goes on reading at its heading; whoever is
 * typing, or has only loaded the viewer, is left where they are.
 *
 * @param {HTMLElement} panel of the view
 * @param {{ hint: string, back: string, close(): void }} words
 */
export function pane(panel, { hint, back, close }) {
  const element = h('article', { class: 'detail', 'aria-label': 'What is open' });
  const isHere = () => element.contains(document.activeElement);
  const isReading = () => isHere() || document.activeElement?.matches('.row, .day') === true;
  return {
    element,
    isHere,
    /** @param {import('./dom.js').Child} content null shows the hint */
    show(content) {
      panel.classList.toggle('opened', content !== null);
      if (content === null) return fill(element, h('p', { class: 'hint' }, hint));
      const follow = isReading();
      fill(element, h('button', { type: 'button', class: 'back', onclick: close }, `‹ ${back}`), content);
      element.scrollTop = 0;
      const heading = element.querySelector('h2');
      heading?.setAttribute('tabindex', '-1');
      if (follow) heading?.focus({ preventScroll: true });
    },
    /** @param {Error} error */
    fail(error) {
      panel.classList.add('opened');
      const message = h('p', { role: 'alert', class: 'notice' }, error.message);
      fill(element, h('button', { type: 'button', class: 'back', onclick: close }, `‹ ${back}`), message);
    },
  };
}
