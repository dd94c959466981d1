import { isJsonObject, type Json } from '../../json.ts';
import { terminalFailure } from '../state-failure.ts';
import { readPath, requireReferencePath } from './reference-path.ts';

/** Changes every path of a payload template, that is every `"name.$"` in it, by `change`, which may refuse it. */
export function mapPaths(template: Json, where: string, change: (path: string, where: string) => string): Json {
  if (Array.isArray(template)) return template.map((item: Json, index) => mapPaths(item, `${where}[${index}]`, change));
  if (!isJsonObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => {
      const at = `${where}.${key}`;
      return [key, key.endsWith('.$') ? change(requireReferencePath(value, at), at) : mapPaths(value, at, change)];
    }),
  );
}

/**
 * Fills in a payload template.
 *
 * @throws StateFailure `States.Runtime` if a path leads nowhere
 */
export function fillTemplate(template: Json, input: Json, context: Json): Json {
  if (Array.isArray(template)) return template.map((item: Json) => fillTemplate(item, input, context));
  if (!isJsonObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) =>
      key.endsWith('.$')
        ? [key.slice(0, -2), valueAt(String(value), input, context)]
        : [key, fillTemplate(value, input, context)],
    ),
  );
}

function valueAt(path: string, input: Json, context: Json): Json {
  const value = readPath(path, input, context);
  if (value === undefined) throw terminalFailure('States.Runtime', `the path ${path} does not lead to a value`);
  return value;
}
