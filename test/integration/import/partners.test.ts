import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NEVER_MERGED } from '../../../shared/domain/partners/partner.ts';
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
});

const CONTOSO = 'P-1,Contoso,KR,contoso.example;contoso.kr,2026-11-01,3';
const partner = async (partnerId = 'P-1') => (await store.partners.get({ partnerId }))?.value;

describe('partners.csv', () => {
  it('creates partners', async () => {
    expect(await importRows(store, 'partners', [CONTOSO, 'P-2,Fabrikam,TW,,,'])).toEqual(['2 loaded, 0 unchanged']);
    expect(await partner()).toEqual({
      partnerId: 'P-1',
      name: 'Contoso',
      country: 'KR',
      verifiedDomains: ['contoso.example', 'contoso.kr'],
      profileReviews: ['2026-11-01'],
      mctCount: 3,
      contacts: [],
      unreachable: [],
      ...NEVER_MERGED,
      history: {
        changes: [
          {
            on: '2027-01-01',
            stamp: { at: '2027-01-01T01:00:00Z', runId: 'import-1' },
            what: 'partner-loaded',
            rule: 'none',
            reason: 'loaded from partners.csv',
            inputs: {
              name: 'Contoso',
              country: 'KR',
              verifiedDomains: ['contoso.example', 'contoso.kr'],
              profileReviews: ['2026-11-01'],
              mctCount: 3,
            },
          },
        ],
        forgotten: 0,
      },
    });
    expect(await partner('P-2')).toMatchObject({ verifiedDomains: [], profileReviews: [], mctCount: 0 });
  });

  it('changes nothing the second time', async () => {
    await importRows(store, 'partners', [CONTOSO]);
    const before = await tables.itemsOf(store.table);
    expect(await importRows(store, 'partners', [CONTOSO])).toEqual(['0 loaded, 1 unchanged']);
    expect(await tables.itemsOf(store.table)).toEqual(before);
  });

  it('updates what the row says, and keeps contacts and earlier profile reviews', async () => {
    await importRows(store, 'partners', [CONTOSO]);
    await importRows(store, 'contacts', ['P-1,mpn-admin,Kim,kim@contoso.example,ko-KR']);
    expect(await importRows(store, 'partners', ['P-1,Contoso Ltd,KR,contoso.example,2026-12-24,4'])).toEqual([
      '1 loaded, 0 unchanged',
    ]);
    expect(await partner()).toMatchObject({
      name: 'Contoso Ltd',
      verifiedDomains: ['contoso.example'],
      profileReviews: ['2026-11-01', '2026-12-24'],
      mctCount: 4,
      contacts: [{ email: 'kim@contoso.example' }],
    });
  });

  it('keeps a recorded profile review if the row has none', async () => {
    await importRows(store, 'partners', [CONTOSO]);
    expect(await importRows(store, 'partners', ['P-1,Contoso,KR,contoso.example;contoso.kr,,3'])).toEqual([
      '0 loaded, 1 unchanged',
    ]);
    expect((await partner())?.profileReviews).toEqual(['2026-11-01']);
  });

  it('R-IMP-1: keeps what an empty cell does not tell; "-" clears the list', async () => {
    await importRows(store, 'partners', [CONTOSO]);
    expect(await importRows(store, 'partners', ['P-1,Contoso,KR,,,'])).toEqual(['0 loaded, 1 unchanged']);
    expect(await partner()).toMatchObject({ verifiedDomains: ['contoso.example', 'contoso.kr'], mctCount: 3 });
    expect(await importRows(store, 'partners', ['P-1,Contoso,KR,-,,0'])).toEqual(['1 loaded, 0 unchanged']);
    expect(await partner()).toMatchObject({ verifiedDomains: [], mctCount: 0 });
  });

  it('rejects the second row of a partner, and keeps the first', async () => {
    expect(await importRows(store, 'partners', [CONTOSO, 'P-2,Fabrikam,TW,,,', 'P-1,Contoso B,KR,,,0'])).toEqual([
      '2 loaded, 0 unchanged',
      'partners.csv line 4, partner_id: got "P-1" again; allowed: each partner in partners.csv once (first on line 2)',
    ]);
    expect((await partner())?.name).toBe('Contoso');
  });

  it('imports the valid rows around invalid ones', async () => {
    const rows = [CONTOSO, 'P-2,Fabrikam,Korea,,,-1', 'P-3,Adatum, Inc.,KR,,,1', 'P-4,Tailspin,CN,,,1'];
    expect(await importRows(store, 'partners', rows)).toEqual([
      '2 loaded, 0 unchanged',
      'partners.csv line 3, country: got "Korea"; allowed: a country of ISO 3166-1, two capital letters, e.g. KR',
      'partners.csv line 3, mct_count: got "-1"; allowed: a whole number from 0 to 1000000, or nothing',
      'partners.csv line 4: got a row of 7 fields; allowed: 6 fields, one for each column of the header; a value with a comma in it stands in quotes',
    ]);
  });

  it('makes the listing due again if the verified domains change, and only then', async () => {
    await importRows(store, 'partners', [CONTOSO]);
    await importRows(store, 'listings', ['P-1,Contoso,KR,https://contoso.kr/learn,true,true,true']);
    const listing = await store.listings.get({ partnerId: 'P-1' });
    await store.listings.replace(listing!, { ...listing!.value, dueOn: null });
    await importRows(
      store,
      'partners',
      ['P-1,Contoso Ltd,KR,contoso.example;contoso.kr,,3'],
      civilDateOf('2027-02-01'),
    );
    expect((await store.listings.get({ partnerId: 'P-1' }))?.value.dueOn).toBeNull();
    await importRows(store, 'partners', ['P-1,Contoso Ltd,KR,contoso.example,,3'], civilDateOf('2027-02-02'));
    // From the first of the month, so that a submission that starts late takes it up (R-DIR-3).
    expect((await store.listings.get({ partnerId: 'P-1' }))?.value.dueOn).toBe('2027-02-01');
  });
});

describe('contacts.csv', () => {
  const contacts = async () => (await partner())?.contacts.map(({ role, name, email }) => `${role} ${name} ${email}`);

  it('adds contacts, replaces those with the same role and address, and keeps the others', async () => {
    await importRows(store, 'partners', [CONTOSO]);
    const first = ['P-1,mpn-admin,Kim,kim@contoso.example,ko-KR', 'P-1,global-admin,Lee,lee@contoso.example,'];
    expect(await importRows(store, 'contacts', first)).toEqual(['2 loaded, 0 unchanged']);
    const second = ['P-1,mpn-admin,Kim B,kim@contoso.example,ko-KR', 'P-1,account-admin,Kim,kim@contoso.example,ko-KR'];
    expect(await importRows(store, 'contacts', [...first.slice(1), ...second])).toEqual(['2 loaded, 1 unchanged']);
    expect(await contacts()).toEqual([
      'global-admin Lee lee@contoso.example',
      'mpn-admin Kim B kim@contoso.example',
      'account-admin Kim kim@contoso.example',
    ]);
  });

  it('R-IMP-2: a row in other letter case replaces name and locale', async () => {
    await importRows(store, 'partners', [CONTOSO]);
    await importRows(store, 'contacts', ['P-1,mpn-admin,Kim,kim@contoso.example,ko-KR']);
    const again = ['P-1,mpn-admin,Kim B,KIM@Contoso.example,en'];
    expect(await importRows(store, 'contacts', again)).toEqual(['1 loaded, 0 unchanged']);
    expect((await partner())?.contacts).toEqual([
      { role: 'mpn-admin', name: 'Kim B', email: 'kim@contoso.example', locale: 'en' },
    ]);
    expect(await importRows(store, 'contacts', again)).toEqual(['0 loaded, 1 unchanged']);
  });

  it('R-IMP-1: an empty name or locale keeps what is known', async () => {
    await importRows(store, 'partners', [CONTOSO]);
    await importRows(store, 'contacts', ['P-1,mpn-admin,Kim,kim@contoso.example,ko-KR']);
    expect(await importRows(store, 'contacts', ['P-1,mpn-admin,,kim@contoso.example,'])).toEqual([
      '0 loaded, 1 unchanged',
    ]);
    expect((await partner())?.contacts).toMatchObject([{ name: 'Kim', locale: 'ko-KR' }]);
  });

  it('R-IMP-4: takes the same of several rows for one contact, in any order, and changes nothing the second time', async () => {
    await importRows(store, 'partners', [CONTOSO]);
    const rows = ['P-1,mpn-admin,Kim B,kim@contoso.example,', 'P-1,mpn-admin,Kim,KIM@contoso.example,ko-KR'];
    expect(await importRows(store, 'contacts', rows)).toEqual(['1 loaded, 1 unchanged']);
    const before = await tables.itemsOf(store.table);
    expect(await importRows(store, 'contacts', rows)).toEqual(['0 loaded, 2 unchanged']);
    expect(await importRows(store, 'contacts', rows.toReversed())).toEqual(['0 loaded, 2 unchanged']);
    expect(await tables.itemsOf(store.table)).toEqual(before);
    expect((await partner())?.contacts).toEqual([
      { role: 'mpn-admin', name: 'Kim B', email: 'kim@contoso.example', locale: 'ko-KR' },
    ]);
  });

  it('rejects contacts of unknown partners', async () => {
    expect(await importRows(store, 'contacts', ['P-9,mpn-admin,Kim,kim@contoso.example,ko-KR'])).toEqual([
      '0 loaded, 0 unchanged',
      'contacts.csv line 2, partner_id: got "P-9", an unknown partner; allowed: a partner that is loaded already',
    ]);
  });

  it('R-IMP-6: rejects contacts beyond fifty of one partner', async () => {
    await importRows(store, 'partners', [CONTOSO]);
    const rows = Array.from({ length: 51 }, (_, index) => `P-1,mpn-admin,Kim,kim${10 + index}@contoso.example,ko-KR`);
    expect(await importRows(store, 'contacts', rows)).toEqual([
      '50 loaded, 0 unchanged',
      'contacts.csv line 52, email: got another contact of P-1; allowed: at most 50 contacts for a partner',
    ]);
  });
});
