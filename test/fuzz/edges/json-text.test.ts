import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseStrictJson } from '../../../shared/import/commands/strict-json.ts';
import { goodCommand } from '../inputs/commands.ts';
import { textOfJson } from '../inputs/json-text.ts';
import { mutated } from '../inputs/mutation.ts';
import { hostileText } from '../inputs/text.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { expectClear } from '../support/refusal.ts';

const fuzz = fuzzing('json-text');
const NOWHERE = { file: null, line: null };

/** Accepts the same as `JSON.parse`, except repeated names. */
function expectSound(text: string): void {
  const parsed = parseStrictJson(text);
  if ('got' in parsed) {
    expectClear([{ ...NOWHERE, ...parsed }]);
    return;
  }
  expect(parsed.json).toEqual(JSON.parse(text));
  const names = [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
  expect(namesIn(parsed.json)).toBe(names);
}

function namesIn(json: unknown): number {
  if (typeof json !== 'object' || json === null) return 0;
  const own = Array.isArray(json) ? 0 : Object.keys(json).length;
  return own + Object.values(json).reduce((sum: number, item) => sum + namesIn(item), 0);
}

it('JSON is accepted if it is valid and has every name once, and refused otherwise', () =>
  fuzz.each(textOfJson(fc.oneof(mutated(goodCommand), fc.jsonValue())), 8_000, expectSound));

it('a name that occurs twice in an object is refused, however it is escaped', () =>
  fuzz.each(fc.tuple(hostileText, fc.boolean()), 1_500, ([text, isEscaped]) => {
    const name = JSON.stringify(text);
    const again = isEscaped ? `"${[...Array(text.length).keys()].map((at) => escaped(text, at)).join('')}"` : name;
    const parsed = parseStrictJson(`{"a":[{${name}:1,"b":{},${again}:2}]}`);
    expect(parsed).toMatchObject(text === 'b' ? {} : { got: 'the field more than once' });
  }));

const escaped = (text: string, at: number): string => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;

it('garbage is refused as JSON', () => fuzz.each(hostileText, 1_000, expectSound));

it.each([
  ['10,000 levels of lists', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['10,000 levels of objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['a million levels', '['.repeat(1_000_000) + ']'.repeat(1_000_000)],
  ['a million brackets that never close', '['.repeat(1_000_000)],
])('%s are refused at once as JSON', (_, text) => {
  const begun = performance.now();
  expect(parseStrictJson(text)).toHaveProperty('got');
  expect(performance.now() - begun).toBeLessThan(2_000);
});

it.each([
  ['a string of escapes', `{"a":"${'\\n'.repeat(1_000_000)}"}`],
  ['names', `{${Array.from({ length: 100_000 }, (__, index) => `"k${index}":1`).join()}}`],
])('%s of more than a megabyte is accepted at once as JSON', (_, text) => {
  const begun = performance.now();
  expect(parseStrictJson(text)).toHaveProperty('json');
  expect(performance.now() - begun).toBeLessThan(2_000);
});

it('numbers are read as JSON defines them, without limits of their own', () => {
  expect(parseStrictJson('[1e999, -0, 1e-999]')).toEqual({ json: [Number.POSITIVE_INFINITY, -0, 0] });
});
