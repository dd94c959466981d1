import { UnsupportedError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';

/** What an intrinsic function may ask about the template around it. */
export type TemplateContext = {
  resolve(value: Json): Json;
  ref(name: string): Json;
  attribute(logicalId: string, attribute: string): Json;
  importValue(name: string): Json;
  mapping(map: string, key: string, name: string): Json;
};

type Evaluate = (argument: Json, around: TemplateContext, fail: (what: string) => never) => Json;

const text = (value: Json, fail: (what: string) => never): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : fail(`expected a string, got ${JSON.stringify(value)}`);

const list = (value: Json | undefined, fail: (what: string) => never): readonly Json[] =>
  Array.isArray(value) ? value : fail(`expected a list, got ${JSON.stringify(value)}`);

const getAtt: Evaluate = (argument, around, fail) => {
  const [logicalId = '', attribute = ''] = typeof argument === 'string' ? argument.split('.') : list(argument, fail);
  return around.attribute(text(logicalId, fail), text(attribute, fail));
};

const join: Evaluate = (argument, around, fail) => {
  const [separator = '', parts] = list(argument, fail);
  return list(around.resolve(parts ?? null), fail)
    .map((part) => text(part, fail))
    .join(text(separator, fail));
};

const select: Evaluate = (argument, around, fail) => {
  const [index = 0, parts] = list(argument, fail);
  const all = list(around.resolve(parts ?? null), fail);
  return all[Number(index)] ?? fail(`there is no item ${String(index)} in ${JSON.stringify(all)}`);
};

const split: Evaluate = (argument, around, fail) => {
  const [separator = '', whole = ''] = list(argument, fail);
  return text(around.resolve(whole), fail).split(text(separator, fail));
};

const substitute: Evaluate = (argument, around, fail) => {
  const [template = '', own = {}] = typeof argument === 'string' ? [argument] : list(argument, fail);
  const variables = around.resolve(own) as JsonObject;
  return text(template, fail).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (variables[name] !== undefined) return text(variables[name], fail);
    return text(name.includes('.') ? getAtt(name, around, fail) : around.ref(name), fail);
  });
};

const findInMap: Evaluate = (argument, around, fail) => {
  const [map = '', key = '', name = ''] = list(around.resolve(argument), fail).map((part) => text(part, fail));
  return around.mapping(map, key, name);
};

const FUNCTIONS: Readonly<Record<string, Evaluate>> = {
  Ref: (argument, around, fail) => around.ref(text(argument, fail)),
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': getAtt,
  'Fn::ImportValue': (argument, around, fail) => around.importValue(text(around.resolve(argument), fail)),
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': substitute,
};

/**
 * The intrinsic function that `value` is, or undefined if it is plain data.
 *
 * @throws UnsupportedError for one that is not known here; `where` is the path to it
 */
export function intrinsicOf(value: JsonObject, where: string): { evaluate(around: TemplateContext): Json } | undefined {
  const [name = '', ...others] = Object.keys(value);
  if (others.length > 0 || !(name === 'Ref' || name.startsWith('Fn::') || name === 'Condition')) return undefined;
  const evaluate = FUNCTIONS[name];
  // `Condition` alone is also a key of plain policies; a template condition is refused where a resource is read.
  if (!evaluate && name === 'Condition') return undefined;
  const fail = (what: string): never => {
    throw new UnsupportedError(where, `${name}: ${what}`);
  };
  if (!evaluate) return fail(`not known on one machine; known are ${Object.keys(FUNCTIONS).join(', ')}`);
  return { evaluate: (around) => evaluate(value[name] ?? null, around, fail) };
}
