import { h } from '../../dom.js';
import { shortDay } from '../../words.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 240;
const HEIGHT = 44;
const EDGE = 4;

/**
 * How KPI went from refresh to refresh, with the line that the requirement draws.
 *
 * @param {readonly { asOf: string, kpi: string, requirement: unknown }[]} lines of one membership, earliest first
 */
export function sparkline(lines) {
  const values = lines.map(({ kpi }) => Number(kpi));
  const needs = lines.map(({ requirement }) => (typeof requirement === 'string' ? Number(requirement) : null));
  const first = lines[0];
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return null;
  const most = Math.max(...values, ...needs.map((need) => need ?? 0), 1);
  // Credit notes can take a KPI below zero (R-KPI-13).
  const least = Math.min(...values, 0);
  const x = (/** @type {number} */ index) => EDGE + (index / Math.max(lines.length - 1, 1)) * (WIDTH - 2 * EDGE);
  const y = (/** @type {number} */ value) => HEIGHT - EDGE - ((value - least) / (most - least)) * (HEIGHT - 2 * EDGE);
  const path = (/** @type {readonly (number | null)[]} */ all) =>
    all.flatMap((value, index) => (value === null ? [] : `${x(index).toFixed(1)},${y(value).toFixed(1)}`)).join(' ');
  const needed = typeof last.requirement === 'string' ? `, ${last.requirement} needed` : '';
  const words = `KPI of the last 12 published months: ${first.kpi} on ${shortDay(first.asOf)}, ${last.kpi} on ${shortDay(last.asOf)}${needed}`;
  const picture = draw('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': words });
  picture.append(
    draw('polyline', { class: 'needed', points: path(needs) }),
    draw('polyline', { class: 'value', points: path(values) }),
    draw('circle', { class: 'end', cx: x(lines.length - 1), cy: y(values.at(-1) ?? 0), r: 3 }),
  );
  return h(
    'figure',
    { class: 'spark' },
    picture,
    h('figcaption', {}, h('b', {}, last.kpi), ` KPI in 12 months, as of ${shortDay(last.asOf)}${needed}`),
  );
}

/** @param {string} tag @param {Record<string, string | number>} attributes */
function draw(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
