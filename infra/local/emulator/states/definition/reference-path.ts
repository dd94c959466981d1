import { UnsupportedError } from '../../errors.ts';
import { isJsonObject, type Json } from '../../json.ts';

/**
 * `$.run.segments[0]`: names and indexes only, which AWS and the local engine read alike. No filters, no wildcards, no
 * `['…']`.
 */
const REFERENCE = /^\$\$?(\.[A-Za-z_]\w*|\[\d+\])*$/;

/** @throws UnsupportedError if `path` is more than names and indexes */
export function requireReferencePath(path: unknown, where: string): string {
  if (typeof path === 'string' && REFERENCE.test(path)) return path;
  throw new UnsupportedError(
    where,
    `${JSON.stringify(path)} does not run on one machine: only paths of names and indexes do, like $.run.segments[0]`,
  );
}

/** What lies at a reference path, or undefined if nothing does. `$$` paths are read from `context`. */
export function readPath(path: string, input: Json, context: Json = null): Json | undefined {
  const root = path.startsWith('$$') ? context : input;
  return (path.match(/[A-Za-z_]\w*|\d+(?=\])/g) ?? []).reduce<Json | undefined>((value, segment) => {
    if (Array.isArray(value)) return value[Number(segment)];
    return isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  }, root);
}
