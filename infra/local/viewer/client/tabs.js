import { VIEWS } from './route.js';

/** @param {string} view @returns {HTMLElement} */
export const panel = (view) => /** @type {HTMLElement} */ (document.getElementById(view));

/** @param {string} view @returns {HTMLElement} */
const tab = (view) => /** @type {HTMLElement} */ (document.getElementById(`tab-${view}`));

/** Shows one view: only its tab is in the tab order, the arrow keys reach the others. @param {string} view */
export function select(view) {
  for (const each of VIEWS) {
    tab(each).setAttribute('aria-selected', String(each === view));
    tab(each).tabIndex = each === view ? 0 : -1;
    panel(each).hidden = each !== view;
  }
}

/** @type {Record<string, (index: number) => number>} */
const MOVES = {
  ArrowRight: (index) => (index + 1) % VIEWS.length,
  ArrowLeft: (index) => (index + VIEWS.length - 1) % VIEWS.length,
  Home: () => 0,
  End: () => VIEWS.length - 1,
};

/** Makes the tabs work. @param {(view: string) => void} open */
export function wireTabs(open) {
  for (const [index, view] of VIEWS.entries()) {
    tab(view).addEventListener('click', () => open(view));
    tab(view).addEventListener('keydown', (event) => {
      const next = VIEWS[MOVES[event.key]?.(index) ?? -1];
      if (next === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      open(next);
      tab(next).focus();
    });
  }
}
