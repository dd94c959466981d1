/** The order of rows never matters (R-IMP-4). */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Kind } from '../../../shared/import/files.ts';
import type { Store } from '../../../shared/store/store.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';
import { emptyStore, importRows } from './import-rows.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

async function knownProgram(): Promise<Store> {
  const store = await emptyStore(tables);
  await importRows(store, 'partners', ['P-1,One,KR,one.example,,3', 'P-2,Two,KR,two.example,,3', 'P-3,Three,KR,,,']);
  await importRows(store, 'memberships', ['P-1,M-1,action-pack,,,,2026-03-01,', 'P-2,M-1,action-pack,,,,2026-03-01,']);
  await importRows(store, 'employees', ['P-1,E-9,Zoe,2024-01-01,']);
  return store;
}

const FILES: [Kind, string[]][] = [
  [
    'contacts',
    [
      'P-1,mpn-admin,Kim,kim@one.example,ko-KR',
      'P-1,mpn-admin,Kim B,KIM@one.example,en',
      'P-1,mpn-admin,,Kim@one.example,',
      'P-1,global-admin,Lee,lee@one.example,',
      'P-2,global-admin,Lee,lee@one.example,zh-TW',
    ],
  ],
  [
    'listings',
    ['P-1,One,KR,https://one.example/a,true,true,true', 'P-2,Two,KR,https://ONE.example/a,true,true,true', 'P-3,,,,,,'],
  ],
  [
    'employees',
    [
      'P-1,E-1,Ann,2024-01-01,',
      'P-2,E-1,Ann B,2025-01-01,',
      'P-3,E-1,,2026-01-01,2026-06-01',
      'P-1,E-1,Ann,2026-09-01,',
      'P-2,E-2,Bo,2025-01-01,2026-06-01',
      'P-1,E-2,Bo,2026-01-01,',
    ],
  ],
  [
    'achievements',
    ['P-1,E-9,AZ-400,2025-01-01,2027-06-01', 'P-1,E-9,AZ-400,2025-01-01,', 'P-1,E-9,AZ-104,2025-02-01,2026-02-01'],
  ],
  [
    'performance',
    ['P-1,DevOps,revenue,1,2026-01-01', 'P-1,DevOps,revenue,2,2026-02-01', 'P-2,DevOps,revenue,1,2026-01-01'],
  ],
  [
    'tokens',
    [
      'P-1,M-1,T-1,,Azure,5,,,2026-04-01,,,,',
      'P-1,M-1,T-2,,Azure,25,,,2026-04-01,,,,',
      'P-2,M-1,T-1,mak,Windows Server,,5,,2026-04-01,,,,',
    ],
  ],
  [
    'invoices',
    [
      'P-1,INV-1,1,invoice,2026-11-05,MOC,3,2.4,103.29,KRW',
      'P-1,INV-1,2,invoice,2026-11-05,MOC,1,1.6,20,KRW',
      'P-2,INV-1,1,partner-report,2026-11-05,MOC,0,0,0,KRW',
    ],
  ],
];

it.each(FILES)('%s.csv gives the same table whatever the order of its rows', async (kind, rows) => {
  const store = await knownProgram();
  await importRows(store, kind, rows);
  const expected = await tables.itemsOf(store.table);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (shuffled) => {
      const other = await knownProgram();
      await importRows(other, kind, shuffled);
      expect(await tables.itemsOf(other.table)).toEqual(expected);
    }),
    { numRuns: 6 },
  );
});
