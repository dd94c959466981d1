/** A row that always fails is rejected with its reason, and stops none of the others. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keys } from '../../../shared/store/keys.ts';
import type { Store } from '../../../shared/store/store.ts';
import type { Item, Key } from '../../../shared/store/table.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';
import { emptyStore, importRows } from './import-rows.ts';

const IDS = Array.from({ length: 40 }, (_, index) => `P-${index + 1}`);
const POISONED = 'P-7';

let tables: TestTables;
let store: Store;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  store = await emptyStore(tables);
  await importRows(
    store,
    'partners',
    IDS.map((id) => `${id},Contoso,KR,${id.toLowerCase()}.example,,3`),
  );
});

const pack = (id: string) => `${id},M-1,action-pack,,,,2026-03-01,`;
const contact = (id: string) => `${id},global-admin,Kim,kim@${id.toLowerCase()}.example,en`;

/** Makes the stored partner corrupt. @returns its former value */
async function spoil(): Promise<unknown> {
  const item = (await store.table.get(keys.partner(POISONED))) as Item & Key;
  await store.table.put({ ...item, value: { not: 'a partner' } }, { unchanged: ['version'], item });
  return item.value;
}

async function mend(value: unknown): Promise<void> {
  const item = (await store.table.get(keys.partner(POISONED))) as Item & Key;
  await store.table.put({ ...item, value }, { unchanged: ['version'], item });
}

describe('a row whose partner cannot be read', () => {
  it.each([
    ['memberships', pack, 8],
    ['contacts', contact, 8],
    ['partners', (id: string) => `${id},Contoso Ltd,KR,${id.toLowerCase()}.example,,4`, 8],
  ] as const)(
    'is rejected from %s.csv while the other 39 are imported, and is imported after a repair',
    async (kind, row, line) => {
      const good = await spoil();
      const [counts, ...problems] = await importRows(store, kind, IDS.map(row));
      // Rows that the failed attempt had written count as unchanged in the next: together they are all the others.
      const [loaded = 0, unchanged = 0] = (counts?.match(/\d+/g) ?? []).map(Number);
      expect(loaded + unchanged).toBe(39);
      expect(problems).toEqual([
        expect.stringMatching(
          `^${kind}\\.csv line ${line}: got a row that fails: CorruptItem: stored partner PARTNER#${POISONED} PARTNER`,
        ),
      ]);
      await mend(good);
      expect(await importRows(store, kind, IDS.map(row))).toEqual(['1 loaded, 39 unchanged']);
    },
  );

  it('does not change the reason for which a repeated row of another partner is rejected', async () => {
    await spoil();
    const rows = [
      ...IDS.map((id) => `${id},Contoso Ltd,KR,${id.toLowerCase()}.example,,4`),
      'P-9,Other,KR,p-9.example,,4',
    ];
    const [, ...problems] = await importRows(store, 'partners', rows);
    expect(problems).toEqual([
      expect.stringContaining('partners.csv line 8: got a row that fails'),
      expect.stringMatching(/^partners\.csv line 42, partner_id: got "P-9" again; allowed: .*first on line 10/),
    ]);
  });

  it('a throttled write rejects no row: the call fails as a whole', async () => {
    store.table.put = async () => {
      throw Object.assign(new Error('too much'), { name: 'ProvisionedThroughputExceededException' });
    };
    await expect(importRows(store, 'memberships', IDS.map(pack))).rejects.toThrow('too much');
  });

  it('a row that the table refuses for good is rejected', async () => {
    const { put } = store.table;
    store.table.put = async (item, condition) => {
      if (item.pk === `PARTNER#${POISONED}`)
        throw Object.assign(new Error('Item size has exceeded the maximum'), { name: 'ValidationException' });
      return put.call(store.table, item, condition);
    };
    const [, ...problems] = await importRows(store, 'memberships', IDS.map(pack));
    expect(problems).toEqual([expect.stringContaining('line 8: got a row that fails: ValidationException: Item size')]);
  });
});
