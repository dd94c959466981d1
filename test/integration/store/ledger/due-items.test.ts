import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { CorruptItem } from '../../../../shared/errors.ts';
import { readDuePage, readOldestDueDate } from '../../../../shared/store/due.ts';
import { SHARDS_ON_ONE_MACHINE, shardOf } from '../../../../shared/store/shards.ts';
import type { Item, Key } from '../../../../shared/store/table.ts';
import { LAP, loaded, M1, startLedgerProgram, store, table } from './ledger-program.ts';

startLedgerProgram();

describe('the oldest due day', () => {
  it("is the oldest of all segments, and none before an item's own day", async () => {
    const day = civilDateOf('2027-08-02');
    expect(await readOldestDueDate(table, 'renewal-notices', civilDateOf('2027-08-01'))).toBeNull();
    expect(await readOldestDueDate(table, 'renewal-notices', day)).toBe('2027-08-02');
    const facts = { partnerId: 'P-2', membershipId: 'M1', purchasedOn: civilDateOf('2020-08-20'), paidThroughCycle: 6 };
    await store.memberships.create(loaded(LAP, facts, civilDateOf('2027-01-01')));
    expect(await readOldestDueDate(table, 'renewal-notices', day)).toBe('2027-07-21');
    expect(await readOldestDueDate(table, 'grace-expiry', civilDateOf('2027-10-02'))).toBe('2027-09-20');
    expect(await readOldestDueDate(table, 'kpi-refresh', civilDateOf('2030-01-01'))).toBeNull();
  });
});

describe('a page of due items', () => {
  it('can stop after any item, and the next page continues there', async () => {
    const facts = { purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6, partnerId: 'P-1' };
    for (const membershipId of ['M2', 'M3'])
      await store.memberships.create(loaded(LAP, { ...facts, membershipId }, civilDateOf('2027-01-01')));
    const page = (cursor: Item | null) =>
      readDuePage(table, 'renewal-notices', [shardOf('P-1', SHARDS_ON_ONE_MACHINE)], civilDateOf('2027-08-02'), {
        limit: 9,
        cursor,
      });
    const { keys, cursorAfter } = await page(null);
    const ids = (items: Key[]) => items.map(({ sk }) => sk);
    expect(ids(keys)).toEqual(['MEMBERSHIP#M1', 'MEMBERSHIP#M2', 'MEMBERSHIP#M3']);
    expect(ids((await page(cursorAfter(keys[0]!))).keys)).toEqual(['MEMBERSHIP#M2', 'MEMBERSHIP#M3']);
    expect(ids((await page(cursorAfter(keys[1]!))).keys)).toEqual(['MEMBERSHIP#M3']);
    expect(cursorAfter({ pk: 'PARTNER#P-1', sk: 'MEMBERSHIP#M9' })).toBeNull();
    expect(cursorAfter({ pk: 'PARTNER#P-9', sk: 'MEMBERSHIP#M1' })).toBeNull();
  });
});

describe('a stored item', () => {
  it('is refused with what is wrong if it does not match its schema', async () => {
    await table.put({ pk: 'PARTNER#P-9', sk: 'LISTING', version: 0, shape: 1, value: {} }, { absent: true });
    const error = await store.listings.get({ partnerId: 'P-9' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CorruptItem);
    expect(error).toMatchObject({ ids: { pk: 'PARTNER#P-9', sk: 'LISTING' } });
    expect((error as Error).message).toMatch(
      /^stored listing PARTNER#P-9 LISTING does not match its schema: .*version/s,
    );
    await table.put({ pk: 'PARTNER#P-8', sk: 'LISTING', version: 1, shape: 1, value: {} }, { absent: true });
    await expect(store.listings.get({ partnerId: 'P-8' })).rejects.toThrow(/does not match its schema: .*partnerId/s);
  });

  it('counts its versions from 1', async () => {
    const read = (await store.memberships.get(M1))!;
    expect(read.version).toBe(1);
    expect(await store.memberships.write(read, read.value)).toEqual({ value: read.value, version: 2 });
    expect(store.memberships.key(M1)).toEqual({ pk: 'PARTNER#P-1', sk: 'MEMBERSHIP#M1' });
    expect(await store.memberships.get({ ...M1, membershipId: 'none' })).toBeNull();
  });
});
