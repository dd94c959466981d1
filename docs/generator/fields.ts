/**
 * What a schema takes, field by field, read from the schema itself: where, which values, and what becomes of it when it
 * is left out.
 */
import * as z from 'zod';

type Schema = z.core.$ZodType;
type AnySchema = z.core.$ZodTypes;

export interface Field {
  /** As people write it: `programYears[].requirements[].kpi`. */
  readonly path: string;
  /** In the schema's own words, those that its refusals end with. */
  readonly allowed: string;
  /** ` or null`, where a field that is needed may be null. */
  readonly orNull: string;
  readonly isNeeded: boolean;
  /** Null: it has none. */
  readonly fallback: { readonly value: unknown } | null;
}

/** Nothing that people write takes these: a control character, nothing, a thing that JSON does not have. */
const NEVER_GOOD: readonly unknown[] = ['\u0001', null, Symbol('never good')];

/** The fields of an object's schema and of the objects in it, in their order. */
export function fieldsOf(schema: Schema, before = ''): Field[] {
  return Object.entries(shapeOf(schema)).flatMap(([name, given]) => {
    const { inner, fallback } = unwrapped(given);
    const isNeeded = !z.safeParse(given, undefined).success;
    const orNull = z.safeParse(given, null).success && isNeeded ? ' or null' : '';
    const path = `${before}${name}`;
    const item = itemOf(inner);
    const nested = item ?? inner;
    const below = isObject(nested) ? fieldsOf(nested, `${path}${item === null ? '' : '[]'}.`) : [];
    return [{ path, allowed: allowedBy(inner), orNull, isNeeded, fallback }, ...below];
  });
}

/** The fields of an object's schema, without those of the objects in it. */
export function shapeOf(schema: Schema): Readonly<Record<string, Schema>> {
  const { inner } = unwrapped(schema);
  const { def } = (inner as AnySchema)._zod;
  if (def.type === 'object') return def.shape;
  throw new Error(`an object's schema is needed, got one of type ${def.type}`);
}

const isObject = (schema: Schema): boolean => (unwrapped(schema).inner as AnySchema)._zod.def.type === 'object';

/** The items of a list; null for what is no list. */
function itemOf(schema: Schema): Schema | null {
  const { def } = (schema as AnySchema)._zod;
  return def.type === 'array' ? def.element : null;
}

/** The schema without what only says that it may be left out, and without what is made of the value afterwards. */
function unwrapped(schema: Schema): { inner: Schema; fallback: Field['fallback'] } {
  const { def } = (schema as AnySchema)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return unwrapped(def.innerType);
    case 'default':
      return { ...unwrapped(def.innerType), fallback: { value: def.defaultValue } };
    case 'pipe': {
      const isReadBefore = (def.in as AnySchema)._zod.def.type === 'transform';
      // A cell that may be empty is a text of which a transformation makes what it means: only the whole knows what is
      // allowed.
      const hidesIt = !isReadBefore && (def.in as AnySchema)._zod.def.type === 'string' && !saysItself(def.in);
      return hidesIt ? { inner: schema, fallback: null } : unwrapped(isReadBefore ? def.out : def.in);
    }
    default:
      return { inner: schema, fallback: null };
  }
}

const saysItself = (schema: Schema): boolean => !isZods(refusalOf(schema));

/** zod's own words: the schema has none. */
const isZods = (refusal: string): boolean => refusal.startsWith('Invalid');

/** What files that the program writes hold: their schemas read, and refuse nothing that a person wrote. */
const PLAIN: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  union: 'decimal',
  array: 'a list',
  unknown: 'text',
  record: 'an object',
  object: 'an object',
};

/** What the schema's refusal says is allowed. */
function allowedBy(schema: Schema): string {
  const item = itemOf(schema);
  const { def } = (schema as AnySchema)._zod;
  if (def.type === 'literal') return `one of ${def.values.join(', ')}`;
  if (def.type === 'object') return PLAIN.object ?? '';
  const refusal = refusalOf(schema);
  const own = isZods(refusal) || def.type === 'unknown' ? (PLAIN[def.type] ?? def.type) : refusal;
  if (item === null) return own;
  return `${own}: ${isObject(item) ? 'objects' : allowedBy(unwrapped(item).inner)}`;
}

function refusalOf(schema: Schema): string {
  for (const value of NEVER_GOOD) {
    const result = z.safeParse(schema, value);
    if (!result.success) return result.error.issues[0]?.message ?? '?';
  }
  return '?';
}

/** What an empty cell of a file means; null where it is refused. */
export function whenEmpty(schema: Schema): { readonly value: unknown } | null {
  const result = z.safeParse(schema, '');
  return result.success ? { value: result.data } : null;
}
