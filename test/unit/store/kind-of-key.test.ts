import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectionOf, kindOfKey } from '../../../shared/store/kind-of-key.ts';
import { openStore } from '../../../shared/store/store.ts';
import { type Item, Table } from '../../../shared/store/table.ts';
import { FIXTURES } from '../../fixtures/stored-shapes.ts';

const fixtures = readdirSync(FIXTURES).flatMap((file) => {
  const items: (Item & { pk: string; sk: string })[] = JSON.parse(readFileSync(join(FIXTURES, file), 'utf8'));
  return items.map((item) => [file.split('.', 1)[0] ?? '', item.pk, item.sk, item] as const);
});

describe('the kind of an item', () => {
  it.each(fixtures)('is told by its key: %s %s %s', (kind, pk, sk, item) => {
    expect(kindOfKey({ pk, sk })).toBe(kind);
    const store = openStore(new Table({} as never, 'table'), { noticeStages: [] });
    expect(collectionOf(store, item)?.parse(item)).toMatchObject({ version: item.version });
  });

  it('has fixtures of every kind there is', () => {
    const { table: _, ...collections } = openStore(new Table({} as never, 'table'), { noticeStages: [] });
    expect([...new Set(fixtures.map(([kind]) => kind))].sort()).toEqual(Object.keys(collections).sort());
  });

  it.each([
    ['PARTNER#P-1', 'NOTHING#1'],
    ['PARTNER#P-1', 'constructor'],
    ['toString', 'BATCH'],
    ['', ''],
  ])('is none where this code knows none: %j %j', (pk, sk) => {
    expect(kindOfKey({ pk, sk })).toBeNull();
  });
});
