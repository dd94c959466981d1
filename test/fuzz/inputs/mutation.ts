/** Valid values with changes in them: garbage alone would never get past the first check. */
import fc from 'fast-check';
import { hostileText } from './text.ts';

/** Levels in which something is changed. */
const DEEPEST = 8;

type Container = Record<string, unknown> | unknown[];

/** Lists in lists, so many levels deep. */
export function nested(levels: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

/** As `JSON.parse` gives them: what a sender of JSON can make of a value, and nothing else. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -0,
      -1,
      0.1,
      1e21,
      Number.MAX_SAFE_INTEGER + 1,
      Number.POSITIVE_INFINITY,
      [],
      {},
      [[]],
      [null],
      JSON.parse('{"__proto__":{"polluted":true}}'),
      JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
      JSON.parse('{"length":3,"toString":1,"toJSON":1,"then":1,"valueOf":null}'),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(20, 10_000).map(nested) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

const hostileName = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', ''), hostileText);

type Change = { at: number; what: 'replace' | 'remove' | 'add' | 'swap'; value: unknown; name: string };
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  what: fc.constantFrom('replace', 'replace', 'remove', 'add', 'swap'),
  value: hostileJson,
  name: hostileName,
});

/** A value with up to `most` changes, none included. `value` is of JSON. */
export function mutated(valid: fc.Arbitrary<unknown>, most = 2): fc.Arbitrary<unknown> {
  return fc
    .tuple(valid, fc.array(change, { maxLength: most }))
    .map(([value, changes]) => changes.reduce(changed, copied(value)));
}

/** `structuredClone` cannot copy what nests without end; nothing is changed down there. */
function copied(value: unknown, level = 0): unknown {
  if (typeof value !== 'object' || value === null || level > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item) => copied(item, level + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copied(item, level + 1)]));
}

function changed(value: unknown, { at, what, value: other, name }: Change): unknown {
  const places = placesIn(value);
  const place = places[at % (places.length + 1)];
  if (place === undefined) return what === 'replace' ? other : value;
  const [container, key] = place;
  if (what === 'remove') Reflect.deleteProperty(container, key);
  else if (what === 'add') define(container, name, other);
  else if (what === 'swap') define(container, key, places[(at >> 3) % places.length]?.[1] ?? null);
  else define(container, key, other);
  return value;
}

/** An own property, `__proto__` too; a list has entries and nothing else. */
function define(container: Container, key: string, value: unknown): void {
  if (Array.isArray(container) && !Object.hasOwn(container, key)) {
    container.push(value);
    return;
  }
  Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Every field and entry, not far below what nests without end. */
function placesIn(value: unknown, level = 0): [Container, string][] {
  if (typeof value !== 'object' || value === null || level > DEEPEST) return [];
  return Object.entries(value).flatMap(([key, item]): [Container, string][] => [
    [value as Container, key],
    ...placesIn(item, level + 1),
  ]);
}
