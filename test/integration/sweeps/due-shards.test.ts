import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import { readDuePage, readOldestDueDate } from '../../../shared/store/due.ts';
import { SHARDS } from '../../../shared/store/shards.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import type { Item } from '../../../shared/store/table.ts';
import { planSegments } from '../../../shared/sweep/plan-segments.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';

const TODAY = civilDateOf('2027-08-02');
const PARTNERS = Array.from({ length: 120 }, (_, number) => `P-${number}`);
const PACK = { offer: 'action-pack', competency: null, level: null, learningOption: false } as const;

let tables: TestTables;
let store: Store;
let before: Item[];
beforeAll(async () => {
  tables = await startTestTables();
  store = openStore(await tables.create(SHARDS), { noticeStages: [-30] });
  // AD 2027-09-01: due on 2027-08-02. Some days earlier for every third of them.
  for (const [number, partnerId] of PARTNERS.entries()) {
    const purchasedOn = civilDateOf(number % 3 === 0 ? '2020-08-20' : '2020-09-01');
    const row = { partnerId, membershipId: 'M1', purchasedOn, paidThroughCycle: 6 };
    await store.memberships.create(newMembership(PACK, row, civilDateOf('2027-01-01')));
  }
  before = await tables.itemsOf(store.table);
});
afterAll(() => tables.stop());

const partnerOf = ({ pk }: { pk: string }): string => pk.replace('PARTNER#', '');

/** @param stopAfter keys of a page that are worked through before the next begins. Default: all */
async function sweep(shards: readonly number[], limit: number, stopAfter = limit): Promise<string[]> {
  const found: string[] = [];
  let cursor: Item | null = null;
  do {
    // As the state machine hands it on.
    const given: Item | null = JSON.parse(JSON.stringify(cursor));
    const page = await readDuePage(store.table, 'renewal-notices', shards, TODAY, { limit, cursor: given });
    expect(page.keys.length).toBeLessThanOrEqual(limit);
    const worked = page.keys.slice(0, stopAfter);
    found.push(...worked.map(partnerOf));
    const last = worked.at(-1);
    cursor = worked.length < page.keys.length && last !== undefined ? page.cursorAfter(last) : page.cursor;
  } while (cursor !== null);
  return found;
}

describe('due work in a table of 64 shards', () => {
  it.each([
    [1, 100, 100],
    [3, 7, 7],
    [4, 100, 100],
    [4, 7, 2],
    [64, 3, 1],
  ])(
    'is found once by a run of %i segments, in pages of %i of which %i are worked through',
    async (segments, limit, stopAfter) => {
      const found: string[] = [];
      for (const { shards } of planSegments({ asOf: TODAY }, SHARDS, segments))
        found.push(...(await sweep(shards, limit, stopAfter)));
      expect(found.toSorted()).toEqual(PARTNERS.toSorted());
      expect(await tables.itemsOf(store.table), 'no segment has anything written').toEqual(before);
    },
  );

  it('fills the pages of a segment, whatever few lie in each shard', async () => {
    const [all] = planSegments({ asOf: TODAY }, SHARDS, 1);
    const page = await readDuePage(store.table, 'renewal-notices', all?.shards ?? [], TODAY, {
      limit: 100,
      cursor: null,
    });
    expect(page.keys).toHaveLength(100);
  });

  it('is refused to a segment that does not have the shard in which the page before ended', async () => {
    const cursor = { shard: 5, after: null };
    await expect(readDuePage(store.table, 'renewal-notices', [1, 2], TODAY, { limit: 9, cursor })).rejects.toThrow(
      'shard 5',
    );
  });

  it('has the oldest day of all shards', async () => {
    expect(await readOldestDueDate(store.table, 'renewal-notices', TODAY)).toBe('2027-07-21');
  });
});
