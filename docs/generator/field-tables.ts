/** Tables of fields, made of a schema and the words for it. */
import type * as z from 'zod';
import { described } from './described.ts';
import { type Field, fieldsOf, shapeOf, whenEmpty } from './fields.ts';
import { code, table } from './markdown.ts';
import { fallbackText, valueText } from './values.ts';

type Schema = z.core.$ZodType;
type Words = Readonly<Record<string, string>>;

/** Fields that people give. */
export function inputTable(what: string, schema: Schema, words: Words, without: readonly string[] = []): string {
  const rows = withWords(what, schema, words, without).map(
    ([{ path, allowed, orNull, isNeeded, fallback }, meaning]) => [
      code(path),
      `${valueText(allowed)}${orNull}`,
      isNeeded ? 'needed' : fallback === null ? '' : fallbackText(fallback.value),
      meaning,
    ],
  );
  return table(['field', 'takes', 'if left out', 'is'], rows);
}

/** Fields that the program writes. */
export function outputTable(what: string, schema: Schema, words: Words): string {
  const rows = withWords(what, schema, words, []).map(([{ path, allowed }, meaning]) => [code(path), allowed, meaning]);
  return table(['field', 'holds', 'is'], rows);
}

function withWords(what: string, schema: Schema, words: Words, without: readonly string[]): [Field, string][] {
  const fields = fieldsOf(schema).filter(({ path }) => !without.includes(path));
  const meanings = described(
    what,
    fields.map(({ path }) => path),
    words,
  );
  return fields.map((field, index) => [field, meanings[index]?.[1] ?? '']);
}

/** Columns of a CSV file. */
export function columnTable(what: string, row: Schema, columnOf: (field: string) => string, words: Words): string {
  const shape = shapeOf(row);
  const columns = Object.keys(shape).map(columnOf);
  const meanings = new Map(described(what, columns, words));
  const rows = fieldsOf(row).map(({ path, allowed }) => {
    const schema = shape[path];
    const empty = schema === undefined ? null : whenEmpty(schema);
    const column = columnOf(path);
    return [
      code(column),
      valueText(allowed),
      empty === null ? '' : fallbackText(empty.value),
      meanings.get(column) ?? '',
    ];
  });
  return table(['column', 'takes', 'if empty', 'is'], rows);
}

/** Names that no schema knows. */
export function nameTable(head: readonly [string, string], words: Words): string {
  return table(
    head,
    Object.entries(words).map(([name, meaning]) => [code(name), meaning]),
  );
}
