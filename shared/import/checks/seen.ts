/** Keys of a file that must be unique. */
import { ID_PATTERN } from '../../domain/core/ids.ts';
import { formatValue, type Place, type Problem } from '../../domain/core/problem.ts';
import { columnOf } from '../files.ts';

/** The line on which a key was first seen, and a value that is kept with it. */
export type Seen<Value> = Map<string, { line: number; value: Value }>;

export type IdPlace = Place & { line: number; id: string; field: string };

/** The problem of an id that occurs for the second time; a bad id is reported elsewhere. Adds the key to `seen`. */
export function checkUnique<Value>(
  seen: Seen<Value>,
  key: string,
  value: Value,
  { id, field, file, line }: IdPlace,
): Problem[] {
  const first = seen.get(key);
  if (first === undefined) seen.set(key, { line, value });
  if (first === undefined || !ID_PATTERN.test(id)) return [];
  const allowed = `each ${allowedOnce(field, file)} once (first on line ${first.line})`;
  return [{ file, line, field: columnOf(field), got: `${formatValue(id)} again`, allowed }];
}

function allowedOnce(field: string, file: string | null): string {
  return field === 'partnerId' ? `partner in ${file}` : `${columnOf(field)} of a partner`;
}
