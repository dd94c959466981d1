/**
 * The place in the viewer: a view and what it shows, kept in the address, so that back, forward, reload and a copied
 * link all work.
 *
 * @typedef {{ view: string, query: Record<string, string> }} Place
 */

export const VIEWS = ['today', 'inbox', 'calendar', 'partners', 'runs'];

/**
 * The address of a place. Empty values are left out.
 *
 * @param {string} view
 * @param {Record<string, string | number>} [query]
 */
export function href(view, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return given.length > 0 ? `#${view}?${search}` : `#${view}`;
}

/** The place that the address names; an unknown one is today. @returns {Place} */
export function here() {
  const [view = '', search = ''] = location.hash.slice(1).split('?', 2);
  const query = Object.fromEntries(new URLSearchParams(search));
  return VIEWS.includes(view) ? { view, query } : { view: 'today', query: {} };
}

/**
 * Goes to a place. `replace`: without a step for the back button.
 *
 * @param {string} address
 * @param {boolean} [replace]
 */
export function go(address, replace = false) {
  if (address === location.hash) return;
  if (!replace) {
    location.hash = address;
    return;
  }
  history.replaceState(null, '', address);
  dispatchEvent(new HashChangeEvent('hashchange'));
}
