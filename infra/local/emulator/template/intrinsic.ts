import { UnsupportedError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';

/** What an intrinsic function reads of the template that it is in. */
export type TemplateContext = {
  resolve(value: Json): Json;
  ref(name: string): Json;
  attribute(logicalId: string, attribute: string): Json;
  importValue(name: string): Json;
  stackOutput(stack: string, name: string): Json;
  mapping(map: string, key: string, name: string): Json;
};

type Evaluate = (argument: Json, context: TemplateContext, fail: (what: string) => never) => Json;

const text = (value: Json, fail: (what: string) => never): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : fail(`expected a string, got ${JSON.stringify(value)}`);

const list = (value: Json | undefined, fail: (what: string) => never): readonly Json[] =>
  Array.isArray(value) ? value : fail(`expected a list, got ${JSON.stringify(value)}`);

const getAtt: Evaluate = (argument, context, fail) => {
  const [logicalId = '', attribute = ''] = typeof argument === 'string' ? argument.split('.') : list(argument, fail);
  return context.attribute(text(logicalId, fail), text(attribute, fail));
};

const join: Evaluate = (argument, context, fail) => {
  const [separator = '', parts] = list(argument, fail);
  return list(context.resolve(parts ?? null), fail)
    .map((part) => text(part, fail))
    .join(text(separator, fail));
};

const select: Evaluate = (argument, context, fail) => {
  const [index = 0, parts] = list(argument, fail);
  const all = list(context.resolve(parts ?? null), fail);
  return all[Number(index)] ?? fail(`there is no item ${String(index)} in ${JSON.stringify(all)}`);
};

const split: Evaluate = (argument, context, fail) => {
  const [separator = '', whole = ''] = list(argument, fail);
  return text(context.resolve(whole), fail).split(text(separator, fail));
};

const substitute: Evaluate = (argument, context, fail) => {
  const [template = '', own = {}] = typeof argument === 'string' ? [argument] : list(argument, fail);
  const variables = context.resolve(own) as JsonObject;
  return text(template, fail).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (variables[name] !== undefined) return text(variables[name], fail);
    return text(name.includes('.') ? getAtt(name, context, fail) : context.ref(name), fail);
  });
};

const findInMap: Evaluate = (argument, context, fail) => {
  const [map = '', key = '', name = ''] = list(context.resolve(argument), fail).map((part) => text(part, fail));
  return context.mapping(map, key, name);
};

const getStackOutput: Evaluate = (argument, context, fail) => {
  const { StackName = null, OutputName = null } = context.resolve(argument) as JsonObject;
  return context.stackOutput(text(StackName, fail), text(OutputName, fail));
};

const FUNCTIONS: Readonly<Record<string, Evaluate>> = {
  Ref: (argument, context, fail) => context.ref(text(argument, fail)),
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': getAtt,
  'Fn::GetStackOutput': getStackOutput,
  'Fn::ImportValue': (argument, context, fail) => context.importValue(text(context.resolve(argument), fail)),
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
export function intrinsicOf(
  value: JsonObject,
  where: string,
): { evaluate(context: TemplateContext): Json } | undefined {
  const [name = '', ...others] = Object.keys(value);
  if (others.length > 0 || !(name === 'Ref' || name.startsWith('Fn::') || name === 'Condition')) return undefined;
  const evaluate = FUNCTIONS[name];
  // `Condition` alone is also a key of plain policies; a template condition is refused where a resource is read.
  if (!evaluate && name === 'Condition') return undefined;
  const fail = (what: string): never => {
    throw new UnsupportedError(where, `${name}: ${what}`);
  };
  if (!evaluate) return fail(`not known on one machine; known are ${Object.keys(FUNCTIONS).join(', ')}`);
  return { evaluate: (context) => evaluate(value[name] ?? null, context, fail) };
}
