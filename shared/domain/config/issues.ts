/**
 * A schema's issues as problems: the schema's message is what is allowed; the value got and its place are added here.
 */
import { escapeInvisible, formatValue, type Place, type Problem } from '../core/problem.ts';

type Issue = { code: string; path: PropertyKey[]; message: string; keys?: string[] };

/** Problems reported of one document. */
const MAX_PROBLEMS = 50;

/** `input`: the document that the schema was given. */
export function problemsOf(issues: readonly Issue[], input: unknown, place: Place): Problem[] {
  return issues
    .flatMap(({ keys, path, message }) =>
      keys === undefined
        ? [{ path, got: formatValue(valueAt(input, path)), allowed: message }]
        : keys.map((key) => unknownField([...path, key], input, message)),
    )
    .slice(0, MAX_PROBLEMS)
    .map(({ path, got, allowed }) => ({ ...place, field: fieldName(path), got, allowed }));
}

function unknownField(path: PropertyKey[], input: unknown, allowed: string) {
  return { path, got: `an unknown field (${formatValue(valueAt(input, path))})`, allowed };
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    const isInside = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    return isInside ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  }, input);
}

/** `programYears[0].from`; null for the document itself. */
function fieldName(path: readonly PropertyKey[]): string | null {
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return name === '' ? null : escapeInvisible(name.replace(/^\./, ''));
}
