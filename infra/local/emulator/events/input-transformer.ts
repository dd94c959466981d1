import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { readPath, requireReferencePath } from '../states/definition/reference-path.ts';

/** Makes a target's input from an event. */
export type MakeInput = (event: JsonObject) => Json;

/**
 * Reads the input of a rule's target: `Input`, `InputPath`, `InputTransformer`, or none of them, for the whole event.
 */
export function parseTargetInput(target: JsonObject, where: string): MakeInput {
  if (target.InputPath !== undefined) {
    const path = requireReferencePath(target.InputPath, `${where}.InputPath`);
    return (event) => readPath(path, event) ?? null;
  }
  if (typeof target.Input === 'string') {
    const input = JSON.parse(target.Input) as Json;
    return () => input;
  }
  return isJsonObject(target.InputTransformer)
    ? parseTransformer(target.InputTransformer, `${where}.InputTransformer`)
    : (event) => event;
}

/** The strings of a template, quotes included, and the placeholders between them. */
const STRING_OR_PLACEHOLDER = /"(?:\\.|[^"\\])*"|<([\w.-]+)>/g;

function parseTransformer({ InputPathsMap, InputTemplate }: JsonObject, where: string): MakeInput {
  const paths = isJsonObject(InputPathsMap) ? InputPathsMap : {};
  for (const [name, path] of Object.entries(paths)) requireReferencePath(path, `${where}.InputPathsMap.${name}`);
  const template = String(InputTemplate);
  for (const [token, name] of template.matchAll(STRING_OR_PLACEHOLDER)) {
    if (name === undefined && /<[\w.-]+>/.test(token))
      throw new UnsupportedError(
        `${where}.InputTemplate`,
        `${token}: placeholders in strings do not run on one machine`,
      );
    if (name !== undefined && paths[name] === undefined)
      throw new UnsupportedError(`${where}.InputTemplate`, `${token} is not in the map`);
  }
  return (event) =>
    JSON.parse(
      template.replace(STRING_OR_PLACEHOLDER, (token, name: string | undefined) =>
        name === undefined ? token : JSON.stringify(readPath(String(paths[name]), event) ?? ''),
      ),
    ) as Json;
}
