import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import type { Membership } from '../../../shared/domain/memberships/membership.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import { CorruptItem, WriteConflict } from '../../../shared/errors.ts';
import { readDuePage } from '../../../shared/store/due.ts';
import { keys } from '../../../shared/store/keys.ts';
import { SHARDS_ON_ONE_MACHINE, shardOf } from '../../../shared/store/shards.ts';
import type { Store } from '../../../shared/store/store.ts';
import type { Item } from '../../../shared/store/table.ts';
import { emptyStore } from '../import/import-rows.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';

let tables: TestTables;
let store: Store;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  store = await emptyStore(tables);
});

const PACK = { offer: 'action-pack', competency: null, level: null, learningOption: false } as const;
/** AD 2027-09-01: its first notice is due on 2027-08-02, its expiry on 2027-10-02. */
const membership = (partnerId = 'P-1', membershipId = 'M1'): Membership =>
  newMembership(
    PACK,
    { partnerId, membershipId, purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6 },
    civilDateOf('2027-01-01'),
  );

describe('writes', () => {
  it('create an item once, whoever tries', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => store.memberships.create(membership())));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const failed of tries.filter((one) => one.status === 'rejected'))
      expect(failed.reason).toBeInstanceOf(WriteConflict);
  });

  it('replace the version that was read, and no newer one: one of eight at once wins', async () => {
    const read = await store.memberships.create(membership());
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => store.memberships.replace(read, { ...read.value, cycle: index + 10 })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = tries.findIndex(({ status }) => status === 'fulfilled');
    expect(await store.memberships.get(read.value)).toEqual({
      value: { ...read.value, cycle: winner + 10 },
      version: 2,
    });
  });

  it('refuse to replace an item that does not exist', async () => {
    await expect(store.memberships.replace({ value: membership(), version: 1 }, membership())).rejects.toThrow(
      WriteConflict,
    );
    expect(await tables.itemsOf(store.table)).toEqual([]);
  });

  it('are conditional everywhere; nothing deletes or writes a batch, and nothing scans but reindex', () => {
    const files = globSync('{shared,functions}/**/*.ts').map((file) => file.replaceAll('\\', '/'));
    const sources = files.map((file) => readFileSync(file, 'utf8'));
    expect(sources.length).toBeGreaterThan(80);
    const all = sources.join('\n');
    for (const command of ['DeleteItem', 'UpdateItem', 'BatchWriteItem', 'TransactWriteItems', 'ExecuteStatement'])
      expect(all).not.toContain(`${command}Command`);
    expect(all.match(/new PutItemCommand\(/g)).toHaveLength(1);
    expect(all.match(/new ScanCommand\(/g)).toHaveLength(1);
    expect(files.filter((_, index) => /\.scan\(/.test(sources[index] ?? ''))).toEqual([
      'shared/workflows/reindex/run-reindex.ts',
    ]);
  });
});

describe('reads', () => {
  it('parse stored items, and name the key and the field of a corrupt one', async () => {
    await store.table.put(
      { ...keys.partner('P-1'), version: 1, shape: 1, value: { partnerId: 'P-1', mctCount: '4' } },
      { absent: true },
    );
    await expect(store.partners.get({ partnerId: 'P-1' })).rejects.toThrow(CorruptItem);
    await expect(store.partners.get({ partnerId: 'P-1' })).rejects.toThrow(/PARTNER#P-1 PARTNER.*mctCount/s);
  });

  it('accept more keys than one batch holds', async () => {
    const ids = Array.from({ length: 130 }, (_, index) => `M${index}`);
    await Promise.all(ids.map((id) => store.memberships.create(membership('P-1', id))));
    const found = await store.memberships.getAll(
      [...ids, 'M999'].map((membershipId) => ({ partnerId: 'P-1', membershipId })),
    );
    expect(found.map(({ value }) => value.membershipId).sort()).toEqual(ids.toSorted());
  });

  it('return no items of another partner whose id begins alike', async () => {
    for (const partnerId of ['P-1', 'P-10', 'P-1.a', 'P-1-b']) await store.memberships.create(membership(partnerId));
    const found: string[] = [];
    for await (const { value } of store.memberships.list('PARTNER#P-1', 'MEMBERSHIP#')) found.push(value.partnerId);
    expect(found).toEqual(['P-1']);
  });
});

describe('keys', () => {
  it('differ for different invoice lines, whatever an invoice number holds', () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, maxLength: 12 }),
      fc.constantFrom('A#1', 'A/1', 'A%231', 'A 1', 'ä', 'A#', '#'),
    );
    const line = fc.record({
      partnerId: fc.constant('P-1'),
      invoiceNumber: text.filter((value) => value.isWellFormed()),
      line: fc.nat(99).map(String),
    });
    fc.assert(
      fc.property(line, line, (a, b) => {
        const same = a.invoiceNumber === b.invoiceNumber && a.line === b.line;
        expect(keys.invoiceLine(a).sk === keys.invoiceLine(b).sk).toBe(same);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a query for due items', () => {
  const due = async (work: 'renewal-notices' | 'grace-expiry', asOf: string, limit = 25) => {
    const found: string[] = [];
    let cursor: Item | null = null;
    do {
      const page = await readDuePage(store.table, work, [shardOf('P-1', SHARDS_ON_ONE_MACHINE)], civilDateOf(asOf), {
        limit,
        cursor,
      });
      found.push(...page.keys.map(({ sk }) => sk));
      cursor = page.cursor;
    } while (cursor !== null);
    return found;
  };

  it.each([
    ['renewal-notices', '2027-08-01', []],
    ['renewal-notices', '2027-08-02', ['MEMBERSHIP#M1']],
    ['grace-expiry', '2027-10-01', []],
    ['grace-expiry', '2027-10-02', ['MEMBERSHIP#M1']],
  ] as const)('returns for %s on %s, inclusive: %j', async (work, day, found) => {
    await store.memberships.create(membership());
    expect(await due(work, day)).toEqual(found);
  });

  it('returns every item once, page by page', async () => {
    const ids = Array.from({ length: 7 }, (_, index) => `M${index}`);
    for (const id of ids) await store.memberships.create(membership('P-1', id));
    expect((await due('renewal-notices', '2027-12-31', 3)).sort()).toEqual(ids.map((id) => `MEMBERSHIP#${id}`));
  });

  it('returns no membership that has ended: it has left both indexes', async () => {
    const read = await store.memberships.create(membership());
    await store.memberships.replace(read, {
      ...read.value,
      status: { name: 'expired', expiredOn: civilDateOf('2027-10-02') },
    });
    expect(await due('renewal-notices', '2030-01-01')).toEqual([]);
    expect(await due('grace-expiry', '2030-01-01')).toEqual([]);
  });
});
