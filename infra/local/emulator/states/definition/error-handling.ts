import { UnsupportedError } from '../../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { refuseUnknownCatcherFields, refuseUnknownRetrierFields } from './allowed-fields.ts';
import { engineResultPath } from './paths.ts';

/** A state's Retry and Catch, as the engine must read them. */
export function engineErrorHandling({ Retry, Catch }: JsonObject, where: string): JsonObject {
  const handling: Record<string, Json> = {};
  if (Retry !== undefined) {
    handling.Retry = entries(Retry, `${where}.Retry`).map(([retrier, at]) => {
      refuseUnknownRetrierFields(retrier, at);
      return retrier;
    });
  }
  if (Catch !== undefined)
    handling.Catch = entries(Catch, `${where}.Catch`).map(([catcher, at]) => engineCatcher(catcher, at));
  return handling;
}

function engineCatcher(catcher: JsonObject, where: string): JsonObject {
  refuseUnknownCatcherFields(catcher, where);
  const { ResultPath, ...rest } = catcher;
  const resultPath = engineResultPath(ResultPath, `${where}.ResultPath`);
  return resultPath === undefined ? rest : { ...rest, ResultPath: resultPath };
}

function entries(value: Json, where: string): [JsonObject, string][] {
  if (!Array.isArray(value)) throw new UnsupportedError(where, 'expected a list');
  return value.map((entry: Json, index) => {
    const at = `${where}[${index}]`;
    if (!isJsonObject(entry)) throw new UnsupportedError(at, 'expected an object');
    return [entry, at];
  });
}
