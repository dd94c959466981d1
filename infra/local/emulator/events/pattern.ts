import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';

type Test = (value: Json | undefined) => boolean;

/** Whether an event matches. */
export type Pattern = (event: Json) => boolean;

/**
 * Reads an event pattern of EventBridge: fields, lists of values, and the tests `prefix`, `suffix`, `exists`,
 * `anything-but`.
 *
 * @throws UnsupportedError for any other test
 */
export function parsePattern(pattern: Json, where: string): Pattern {
  if (!isJsonObject(pattern)) throw new UnsupportedError(where, 'expected an object');
  const fields = Object.entries(pattern).map(([name, part]): [string, Test] => {
    const at = `${where}.${name}`;
    if (name.startsWith('$')) throw new UnsupportedError(at, 'does not run on one machine');
    if (Array.isArray(part)) return [name, oneOf(part, at)];
    const inner = parsePattern(part, at);
    return [name, (value) => inner(value ?? null)];
  });
  return (event) => isJsonObject(event) && fields.every(([name, test]) => test(event[name]));
}

function oneOf(alternatives: readonly Json[], where: string): Test {
  const tests = alternatives.map((alternative, index) => parseTest(alternative, `${where}[${index}]`));
  return (value) => tests.some((test) => (Array.isArray(value) ? value.some((item: Json) => test(item)) : test(value)));
}

function parseTest(test: Json, where: string): Test {
  if (!isJsonObject(test)) return (value) => value === test;
  const [kind = ''] = Object.keys(test);
  const operand = test[kind] ?? null;
  if (kind === 'anything-but') return not(parseAnythingBut(operand, where));
  if (kind === 'exists') return (value) => (value !== undefined) === operand;
  return parseAffix(test, where);
}

/**
 * A value, a list of values, or a prefix or suffix. A field that is absent matches none of them, nor their opposite.
 */
function parseAnythingBut(operand: Json, where: string): Test {
  if (isJsonObject(operand)) return parseAffix(operand, where);
  const values: readonly Json[] = Array.isArray(operand) ? operand : [operand];
  return (value) => value !== undefined && values.includes(value);
}

function parseAffix(test: JsonObject, where: string): Test {
  const [[kind = '', operand] = [], ...others] = Object.entries(test);
  const affixes: readonly Json[] = Array.isArray(operand) ? operand : [operand ?? null];
  const isKnown = (kind === 'prefix' || kind === 'suffix') && others.length === 0;
  if (!isKnown || !affixes.every((affix) => typeof affix === 'string'))
    throw new UnsupportedError(where, `the test ${JSON.stringify(test)} does not run on one machine`);
  return (value) =>
    typeof value === 'string' &&
    affixes.some((affix) => (kind === 'prefix' ? value.startsWith(affix) : value.endsWith(affix)));
}

const not =
  (test: Test): Test =>
  (value) =>
    value !== undefined && !test(value);
