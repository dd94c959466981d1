/** The table's keys must never change: they find the items of earlier years (docs/decisions). */
import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../shared/domain/core/calendar.ts';
import {
  DUE_INDEX,
  dueAttributes,
  duePartition,
  EXPIRES_AT,
  EXPIRY_INDEX,
  keyOfEntry,
  keys,
} from '../../../shared/store/keys.ts';
import { SHARDS, SHARDS_ON_ONE_MACHINE, shardOf } from '../../../shared/store/shards.ts';
import { date } from '../rules/support.ts';

const P1 = { partnerId: 'P-1' };
const month = '2027-08' as CivilMonth;

describe('keys', () => {
  it.each([
    [keys.partner('P-1'), 'PARTNER#P-1', 'PARTNER'],
    [keys.membership({ ...P1, membershipId: 'M1' }), 'PARTNER#P-1', 'MEMBERSHIP#M1'],
    [keys.cycle({ ...P1, membershipId: 'M1', cycle: 7 }), 'PARTNER#P-1', 'CYCLE#M1#0007'],
    [keys.kpiLedger('P-1'), 'PARTNER#P-1', 'KPI'],
    [keys.listing('P-1'), 'PARTNER#P-1', 'LISTING'],
    [keys.invoiceLine({ ...P1, invoiceNumber: 'A#1', line: '2/3' }), 'PARTNER#P-1', 'INVOICE#A%231#2%2F3'],
    [keys.command({ ...P1, commandId: 'C-1' }), 'PARTNER#P-1', 'COMMAND#C-1'],
    [keys.batch(month), 'BATCH#2027-08', 'BATCH'],
    [keys.batchEntry({ ...P1, month }), 'BATCH#2027-08', 'ENTRY#P-1'],
    [
      keys.completedRun({ workflow: 'kpi-refresh', asOf: date('2027-08-15'), phase: null }),
      'RUN#kpi-refresh',
      '2027-08-15#-',
    ],
    [
      keys.completedRun({ workflow: 'directory-submission', asOf: date('2027-08-16'), phase: 'submit' }),
      'RUN#directory-submission',
      '2027-08-16#submit',
    ],
    [
      keys.landingPage('https://contoso.example/ms'),
      'URL#246b80d7f9c0f8642e39c19018244403daafeab2f01ad0a978dbc5205018286a',
      'URL',
    ],
  ])('%j', (key, pk, sk) => expect(key).toEqual({ pk, sk }));
});

describe('a due item', () => {
  it('is in the indexes that the template makes', () => {
    expect(DUE_INDEX).toEqual({ name: 'due', partition: 'dueWork', sort: 'dueOn' });
    expect(EXPIRY_INDEX).toEqual({ name: 'expiry', partition: 'expiryWork', sort: 'expiresOn' });
    expect(EXPIRES_AT).toBe('expiresAt');
  });

  it('sorts by day, in the shard of its partner; an item that is not due is in no index', () => {
    expect(dueAttributes(DUE_INDEX, 'renewal-notices', date('2027-08-02'), { partnerId: 'P-1', id: 'M1' }, 64)).toEqual(
      {
        dueWork: 'renewal-notices#53',
        dueOn: '2027-08-02#P-1#M1',
      },
    );
    expect(dueAttributes(EXPIRY_INDEX, 'grace-expiry', null, { partnerId: 'P-1', id: 'M1' }, 64)).toEqual({});
    expect(duePartition('kpi-refresh', 3)).toBe('kpi-refresh#3');
    expect(keyOfEntry({ pk: 'A', sk: 'B', dueOn: 'x' })).toEqual({ pk: 'A', sk: 'B' });
  });

  it('is in one of 64 shards, or of four on one machine, always the same', () => {
    const ids = ['P-1', 'P-2', 'P-3', 'P-4', 'P-10', 'Contoso'];
    expect([SHARDS, SHARDS_ON_ONE_MACHINE]).toEqual([64, 4]);
    expect(ids.map((id) => shardOf(id, 64))).toEqual([53, 28, 15, 54, 63, 32]);
    expect(ids.map((id) => shardOf(id, 4))).toEqual([1, 0, 3, 2, 3, 0]);
  });
});
