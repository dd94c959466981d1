/** What any release has stored can be read by the code of today, for ever (docs/decisions/0028-item-shapes.md). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { NewerItem } from '../../../shared/errors.ts';
import { Collection, type Kind } from '../../../shared/store/collection.ts';
import { openStore } from '../../../shared/store/store.ts';
import { type Item, Table } from '../../../shared/store/table.ts';
import { collectionsOf, FIXTURES, fixtureName } from '../../fixtures/stored-shapes.ts';
import { config } from '../rules/support.ts';

const table = new Table(undefined as never, 'none');
const collections = collectionsOf(openStore(table, config()));
const shapesOf = (newest: number): number[] => Array.from({ length: newest }, (_, index) => index + 1);
const released = collections.flatMap(([kind, collection]) =>
  shapesOf(collection.shape).map((shape) => ({ kind, shape, collection })),
);
const itemsOf = (kind: string, shape: number): Item[] =>
  JSON.parse(readFileSync(join(FIXTURES, fixtureName(kind, shape)), 'utf8'));

describe('stored items', () => {
  it('have fixtures of each kind and shape, and no others', () => {
    const names = released.map(({ kind, shape }) => fixtureName(kind, shape));
    expect(readdirSync(FIXTURES).toSorted()).toEqual(names.toSorted());
  });

  it.each(released)('are read as $kind, of shape $shape', ({ kind, shape, collection }) => {
    const items = itemsOf(kind, shape);
    expect(items).not.toEqual([]);
    for (const item of items) {
      expect(item.shape).toBe(shape);
      const read = () => collection.parse(item);
      expect(read, 'if nothing of this shape is released: npm run fixtures').not.toThrow();
      const { value, version } = read();
      expect(version).toBe(item.version);
      // Nothing that is stored today is dropped when it is written again; a newer field has its default.
      if (shape === collection.shape) expect(value).toMatchObject(item.value as object);
    }
  });

  it.each(released)(
    'are not read, and so not written: $kind of a newer shape than $shape',
    ({ kind, shape, collection }) => {
      const [item] = itemsOf(kind, shape);
      expect(() => collection.parse({ ...item, shape: collection.shape + 1 })).toThrow(NewerItem);
      // Whatever it holds: the newer code may have renamed or dropped any field.
      expect(() => collection.parse({ ...item, shape: collection.shape + 1, value: 'new' })).toThrow(NewerItem);
    },
  );
});

type Thing = { id: string; colour: string; size: number };
/** Shape 1 had no size, and the colour under another name. */
const thing: Kind<{ id: string }, Thing> = {
  name: 'thing',
  schema: z.object({ id: z.string(), colour: z.string(), size: z.int().default(1) }),
  shape: 2,
  upgrade: (value) => {
    const { color, ...rest } = value as { color: string };
    return { ...rest, colour: color };
  },
  key: ({ id }) => ({ pk: id, sk: 'THING' }),
};

describe('a kind with a second shape', () => {
  const things = new Collection(table, thing);
  const item = (shape: unknown, value: object) => ({ pk: 't', sk: 'THING', version: 4, shape, value });

  it('reads the first one: a field that is new has its default, a renamed one its new name', () => {
    expect(things.parse(item(1, { id: 't', color: 'red' })).value).toEqual({ id: 't', colour: 'red', size: 1 });
    expect(things.parse(item(2, { id: 't', colour: 'red', size: 3 })).value).toEqual({
      id: 't',
      colour: 'red',
      size: 3,
    });
  });

  it('names the item, its shape and what this code knows, where the shape is a newer one', () => {
    expect(() => things.parse(item(3, {}))).toThrow(
      'stored thing t THING has the shape 3 of newer code; this code knows the shapes up to 2',
    );
  });

  it.each([undefined, 0, -1, '1', 1.5])('is corrupt with the shape %s', (shape) => {
    expect(() => things.parse(item(shape, { id: 't', colour: 'red' }))).toThrow('does not match its schema');
  });
});
