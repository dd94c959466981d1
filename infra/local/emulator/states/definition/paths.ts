import { UnsupportedError } from '../../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { engineContextPath, requireContextPath } from '../context-object.ts';
import { mapPaths } from './payload-template.ts';
import { requireReferencePath } from './reference-path.ts';

/** A path as the engine must read it. @throws UnsupportedError for one that does not run here as it does on AWS */
export function enginePath(path: Json | undefined, where: string): string {
  const reference = requireReferencePath(path, where);
  return reference.startsWith('$$') ? engineContextPath(requireContextPath(reference, where)) : reference;
}

/** A payload template as the engine must read it. @throws UnsupportedError for one that is no object: AWS refuses it */
export function engineTemplate(template: Json, where: string): Json {
  if (!isJsonObject(template)) throw new UnsupportedError(where, `expected an object, got ${JSON.stringify(template)}`);
  return mapPaths(template, where, enginePath);
}

/**
 * A result path as the engine must read it, undefined for `$`: the engine takes that for the name of a field.
 *
 * @throws UnsupportedError for a path that leads into a list or the context object
 */
export function engineResultPath(path: Json | undefined, where: string): Json | undefined {
  if (path === undefined || path === null) return path;
  if (path === '$') return undefined;
  if (typeof path === 'string' && /^\$(\.[A-Za-z_]\w*)+$/.test(path)) return path;
  throw new UnsupportedError(where, `${JSON.stringify(path)} is not a path of names, like $.run.totals`);
}

/** The fields that say what a state takes and gives, as the engine must read them. */
export function engineDataFlow(state: JsonObject, where: string): JsonObject {
  const flow: Record<string, Json> = {};
  for (const field of ['InputPath', 'OutputPath'] as const) {
    const path = state[field];
    // The engine cannot read `$` where a whole state is null, 0, false or ""; without the path it takes the state as it
    // is.
    if (path !== undefined && path !== '$') flow[field] = path === null ? null : enginePath(path, `${where}.${field}`);
  }
  if (state.ResultSelector !== undefined)
    flow.ResultSelector = engineTemplate(state.ResultSelector, `${where}.ResultSelector`);
  const resultPath = engineResultPath(state.ResultPath, `${where}.ResultPath`);
  if (resultPath !== undefined) flow.ResultPath = resultPath;
  return flow;
}
