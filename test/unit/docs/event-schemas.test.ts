import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { incompatibilities, type JsonSchema } from '../../../docs/generator/events/compatibility.ts';
import { eventSchemaFiles } from '../../../docs/generator/events/schemas.ts';

const ROOT = join(import.meta.dirname, '../../..');
const files = eventSchemaFiles();

const text = { type: 'string' };
const object = (properties: Record<string, JsonSchema>, required: string[]): JsonSchema => {
  return { type: 'object', properties, required };
};

describe('the schemas of events', () => {
  it.each(files.map(({ file, made }) => [file, made] as const))('%s says what the program sends', (file, made) => {
    const before = readFileSync(join(ROOT, file), 'utf8');
    expect(made(before)).toBe(before);
  });

  it('stay beside those of later versions', () => {
    const versions = new Map<string, number[]>();
    for (const name of readdirSync(join(ROOT, 'docs/events'))) {
      const [, type, version] = /^(.+)\.v(\d+)\.json$/.exec(name) ?? [];
      if (type !== undefined)
        versions.set(
          type,
          [...(versions.get(type) ?? []), Number(version)].toSorted((a, b) => a - b),
        );
    }
    for (const [type, known] of versions) expect(known, type).toEqual(known.map((_, index) => index + 1));
  });

  it('are not overwritten by one that breaks whoever reads events by the older one', () => {
    const [{ made } = { made: () => '' }] = files;
    const older = object({ color: text }, ['color']);
    expect(() => made(JSON.stringify(older))).toThrow('give partner.created the version 2: color: it is gone');
  });
});

describe('a change of a schema', () => {
  const known = object({ day: { ...text, format: 'date' }, of: { anyOf: [text, { type: 'null' }] } }, ['day', 'of']);

  it.each<[string, JsonSchema]>([
    ['a further field', object({ ...known.properties, more: text }, ['day', 'of', 'more'])],
    ['a field that is never null any more', object({ ...known.properties, of: text }, ['day', 'of'])],
    ['a further value of a list', { type: 'string', enum: ['a', 'b'] }],
  ])('breaks nobody: %s', (what, after) => {
    const before = what.includes('list') ? { type: 'string', enum: ['a'] } : known;
    expect(incompatibilities(before, after)).toEqual([]);
  });

  it.each<[string, JsonSchema, string]>([
    ['a field that is gone', object({ of: known.properties?.of ?? text }, ['of']), 'day: it is gone'],
    ['a field that may be missing', { ...known, required: ['of'] }, 'day: it may be missing'],
    [
      'another type',
      object({ ...known.properties, day: { type: 'integer' } }, ['day', 'of']),
      'day: integer in place of string',
    ],
    [
      'another form',
      object({ ...known.properties, day: text }, ['day', 'of']),
      'day: format undefined in place of date',
    ],
    [
      'a null that was none',
      object({ ...known.properties, day: { anyOf: [{ ...text, format: 'date' }, { type: 'null' }] } }, ['day', 'of']),
      'day: null in place of string',
    ],
  ])('breaks somebody: %s', (_, after, problem) => {
    expect(incompatibilities(known, after)).toEqual([problem]);
  });

  it('breaks somebody within lists and records, too', () => {
    const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
    expect(incompatibilities(list(text), list({ type: 'number' }))).toEqual(['[]: number in place of string']);
    const record = (additionalProperties: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties });
    expect(incompatibilities(record(text), record({ type: 'number' }))).toEqual(['.*: number in place of string']);
  });
});
