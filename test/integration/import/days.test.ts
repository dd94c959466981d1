/** What has happened lies on or before the day of the import (R-IMP-3): here of a file that is uploaded. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Kind } from '../../../shared/import/files.ts';
import type { Store } from '../../../shared/store/store.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';
import { emptyStore, IMPORTED_ON, importRows } from './import-rows.ts';

let tables: TestTables;
let store: Store;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  store = await emptyStore(tables);
  await importRows(store, 'partners', ['P-1,Contoso,KR,contoso.example,,3']);
  await importRows(store, 'memberships', ['P-1,M-1,action-pack,,,,2026-03-01,']);
  await importRows(store, 'employees', ['P-1,E-1,Ann,2026-03-01,']);
});

const ROWS: [Kind, string, (day: string) => string][] = [
  ['partners', 'profile_reviewed_on', (day) => `P-2,Fabrikam,KR,,${day},3`],
  ['memberships', 'purchased_on', (day) => `P-1,M-2,learning-action-pack,,,,${day},`],
  ['invoices', 'invoice_date', (day) => `P-1,INV-1,1,invoice,${day},MOC,3,2.4,103.29,KRW`],
  ['employees', 'associated_on', (day) => `P-1,E-2,Bo,${day},`],
  ['achievements', 'completed_on', (day) => `P-1,E-1,AZ-400,${day},`],
  ['performance', 'measured_on', (day) => `P-1,DevOps,revenue,1,${day}`],
  ['tokens', 'issued_on', (day) => `P-1,M-1,T-1,,Azure,5,,,${day},,,,`],
  ['tokens', 'activated_on', (day) => `P-1,M-1,T-1,,Azure,5,,,2026-03-01,${day},contoso.example,,`],
  ['tokens', 'assigned_on', (day) => `P-1,M-1,T-1,visual-studio,,,,professional,2026-03-01,,,a@b.example,${day}`],
];

describe('an uploaded file', () => {
  it.each(ROWS)(
    '%s.csv: a later %s is rejected with the latest day, the day of the import is taken',
    async (kind, column, rowOf) => {
      expect(await importRows(store, kind, [rowOf('2027-01-02')])).toEqual([
        '0 loaded, 0 unchanged',
        `${kind}.csv line 2, ${column}: got "2027-01-02"; allowed: 2027-01-01, the day of the import, or earlier`,
      ]);
      expect(await importRows(store, kind, [rowOf(IMPORTED_ON)])).toEqual(['1 loaded, 0 unchanged']);
    },
  );

  it('has no more cycles paid than anniversaries reached: the AD itself counts', async () => {
    const rows = ['P-1,M-2,action-pack,,,,2026-01-01,1', 'P-1,M-3,action-pack,,,,2026-01-02,1'];
    expect(await importRows(store, 'memberships', rows)).toEqual([
      '1 loaded, 0 unchanged',
      'memberships.csv line 3, paid_through_cycle: got "1"; allowed: at most 0, the anniversaries of 2026-01-02 (purchased_on) that 2027-01-01, the day of the import, has reached',
    ]);
  });

  it('has no token that is older than its membership', async () => {
    expect(await importRows(store, 'tokens', ['P-1,M-1,T-1,,Azure,5,,,2026-02-28,,,,'])).toEqual([
      '0 loaded, 0 unchanged',
      'tokens.csv line 2, issued_on: got "2026-02-28"; allowed: 2026-03-01, the day its membership was bought, or later',
    ]);
  });
});
