/** Whether whoever reads events by an older description can read those of a newer one. */

/** As far as the schemas of events use JSON Schema. */
export type JsonSchema = {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
};

/**
 * What a reader of `before` may rely on and `after` takes away, by its path; empty: nothing. Fields may be added, and
 * values to a list of them: a reader takes what it does not know as unknown.
 */
export function incompatibilities(before: JsonSchema, after: JsonSchema, path = ''): string[] {
  if (isOpen(before) || isOpen(after)) return variants(before, after, path);
  if (before.type !== after.type) return [`${path || '.'}: ${after.type} in place of ${before.type}`];
  for (const key of ['const', 'pattern', 'format'] as const)
    if (before[key] !== after[key]) return [`${path || '.'}: ${key} ${after[key]} in place of ${before[key]}`];
  return [...fieldProblems(before, after, path), ...entryProblems(before, after, path)];
}

const isOpen = ({ anyOf, type }: JsonSchema): boolean => anyOf !== undefined || typeof type === 'object';

function variantsOf(schema: JsonSchema): readonly JsonSchema[] {
  const { type } = schema;
  return schema.anyOf ?? (typeof type === 'object' ? type.map((each) => ({ ...schema, type: each })) : [schema]);
}

function variants(before: JsonSchema, after: JsonSchema, path: string): string[] {
  return variantsOf(after).flatMap((variant) => {
    const problems = variantsOf(before).map((known) => incompatibilities(known, variant, path));
    return problems.some((each) => each.length === 0) ? [] : (problems[0] ?? []);
  });
}

function fieldProblems(before: JsonSchema, after: JsonSchema, path: string): string[] {
  return Object.entries(before.properties ?? {}).flatMap(([name, known]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const field = after.properties?.[name];
    if (field === undefined) return [`${at}: it is gone`];
    const isMissing = before.required?.includes(name) === true && after.required?.includes(name) !== true;
    return [...(isMissing ? [`${at}: it may be missing`] : []), ...incompatibilities(known, field, at)];
  });
}

function entryProblems(before: JsonSchema, after: JsonSchema, path: string): string[] {
  const { additionalProperties: known } = before;
  const { additionalProperties: entries } = after;
  const ofRecord =
    typeof known === 'object' && typeof entries === 'object' ? incompatibilities(known, entries, `${path}.*`) : [];
  const ofList = before.items && after.items ? incompatibilities(before.items, after.items, `${path}[]`) : [];
  return [...ofRecord, ...ofList];
}
