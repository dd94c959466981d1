/**
 * Nothing but nodes and text: markup is never parsed.
 *
 * @typedef {Node | string | number | null | undefined | false | readonly Child[]} Child
 */

/**
 * An element. A property whose name begins with `on` listens, `true` is an attribute without a value, and null,
 * undefined and false leave the attribute out.
 *
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...nodesOf(children));
  return element;
}

/**
 * Puts these in the place of everything that an element holds.
 *
 * @param {Element} element
 * @param {...Child} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...nodesOf(children));
}

/**
 * @param {readonly Child[]} children
 * @returns {(Node | string)[]}
 */
function nodesOf(children) {
  return children.flatMap((child) => {
    if (child === null || child === undefined || child === false) return [];
    if (Array.isArray(child)) return nodesOf(/** @type {readonly Child[]} */ (child));
    return [typeof child === 'number' ? String(child) : /** @type {Node | string} */ (child)];
  });
}
