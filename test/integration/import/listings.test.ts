import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import type { Store } from '../../../shared/store/store.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';
import { emptyStore, importRows } from './import-rows.ts';

let tables: TestTables;
let store: Store;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  store = await emptyStore(tables);
  await importRows(store, 'partners', ['P-1,Contoso,KR,contoso.example,,3', 'P-2,Fabrikam,TW,contoso.example,,1']);
});

const listing = async (partnerId: string) => (await store.listings.get({ partnerId }))?.value;
const row = (partnerId: string, url: string, name = 'Contoso') => `${partnerId},${name},KR,${url},true,true,true`;
const PAGE = 'https://contoso.example/learn';

describe('listings.csv', () => {
  it('creates a listing that is due for the next phase', async () => {
    expect(await importRows(store, 'listings', [row('P-1', PAGE)])).toEqual(['1 loaded, 0 unchanged']);
    const { history, ...stored } = (await listing('P-1'))!;
    expect(history.changes).toMatchObject([
      { what: 'listing-set', stamp: { runId: 'import-1' }, inputs: { url: PAGE, holdsUrl: true } },
    ]);
    expect(stored).toEqual({
      partnerId: 'P-1',
      content: {
        displayName: 'Contoso',
        country: 'KR',
        url: PAGE,
        aboutPartnerOnly: true,
        noCompetitors: true,
        ownedByPartner: true,
      },
      holdsUrl: true,
      submitted: null,
      visibleOn: null,
      dueOn: '2027-01-01',
      notices: {},
    });
  });

  it('changes nothing the second time', async () => {
    const rows = [row('P-1', PAGE), row('P-2', PAGE)];
    await importRows(store, 'listings', rows);
    const before = await tables.itemsOf(store.table);
    expect(await importRows(store, 'listings', rows)).toEqual(['0 loaded, 2 unchanged']);
    expect(await tables.itemsOf(store.table)).toEqual(before);
  });

  it('R-IMP-4: gives a URL to one of two rows, whatever its spelling and their order (R-DIR-2)', async () => {
    await importRows(store, 'listings', [row('P-2', 'https://CONTOSO.example/learn/'), row('P-1', PAGE)]);
    expect([(await listing('P-2'))?.holdsUrl, (await listing('P-1'))?.holdsUrl]).toEqual([false, true]);
  });

  it('gives a URL to another partner after its holder has given it up', async () => {
    await importRows(store, 'listings', [row('P-1', PAGE), row('P-2', PAGE)]);
    const moved = [row('P-1', 'https://contoso.example/elsewhere'), row('P-2', PAGE)];
    expect(await importRows(store, 'listings', moved, civilDateOf('2027-02-01'))).toEqual(['2 loaded, 0 unchanged']);
    expect(await listing('P-2')).toMatchObject({ holdsUrl: true });
    await importRows(store, 'listings', [row('P-1', PAGE)], civilDateOf('2027-02-02'));
    expect(await listing('P-1')).toMatchObject({ holdsUrl: false });
  });

  it('R-IMP-1: keeps what an empty cell does not tell', async () => {
    await importRows(store, 'listings', [row('P-1', PAGE)]);
    const before = (await listing('P-1'))?.content;
    expect(await importRows(store, 'listings', ['P-1,,,,,,'])).toEqual(['0 loaded, 1 unchanged']);
    expect(await importRows(store, 'listings', ['P-1,Contoso Learning,,,,,false'])).toEqual(['1 loaded, 0 unchanged']);
    expect((await listing('P-1'))?.content).toEqual({
      ...before,
      displayName: 'Contoso Learning',
      ownedByPartner: false,
    });
  });

  it('imports an incomplete listing, whose partner is reminded (R-DIR-3)', async () => {
    expect(await importRows(store, 'listings', ['P-1,,,,,,', 'P-2,Fabrikam,TW,not a url,true,true,true'])).toEqual([
      '2 loaded, 0 unchanged',
    ]);
    expect(await listing('P-1')).toMatchObject({ holdsUrl: false, content: { url: '', ownedByPartner: false } });
  });

  it('rejects the second listing of a partner, and listings of unknown partners', async () => {
    expect(
      await importRows(store, 'listings', [row('P-1', PAGE), row('P-1', PAGE, 'Other'), row('P-9', PAGE)]),
    ).toEqual([
      '1 loaded, 0 unchanged',
      'listings.csv line 3, partner_id: got "P-1" again; allowed: each partner in listings.csv once (first on line 2)',
      'listings.csv line 4, partner_id: got "P-9", an unknown partner; allowed: a partner that is loaded already',
    ]);
  });
});
