import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Benefits, MAX_BENEFITS } from '../../../shared/domain/benefits/benefit.ts';
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
  await importRows(store, 'partners', ['P-1,Contoso,KR,contoso.example,,3', 'P-2,Fabrikam,TW,fabrikam.example,,1']);
  await importRows(store, 'memberships', [
    'P-1,M-1,learning-action-pack,,,,2026-06-28,',
    'P-1,M-2,action-pack,,,,2026-03-01,',
    'P-2,M-1,action-pack,,,,2026-03-01,',
  ]);
});

const TOKEN = 'P-1,M-1,T-1,,Microsoft 365 E3,25,,,2026-07-01,2026-07-03,contoso.example,,';
const KEY = 'P-1,M-1,K-1,mak,Windows Server,,10,,2026-07-01,,,,';
const SUBSCRIPTION = 'P-1,M-1,S-1,visual-studio,,,,enterprise,2026-07-01,2026-07-05,,Ada@contoso.example,2026-07-04';
const benefits = async (partnerId = 'P-1'): Promise<Benefits | undefined> =>
  (await store.benefits.get({ partnerId }))?.value;

describe('tokens.csv', () => {
  it('adds the benefits of a partner in one item', async () => {
    expect(await importRows(store, 'tokens', [TOKEN, KEY, SUBSCRIPTION])).toEqual(['3 loaded, 0 unchanged']);
    const stamp = { at: '2027-01-01T01:00:00Z', runId: 'import-1' };
    const imported = { membershipId: 'M-1', issuedOn: '2026-07-01', recordedOn: '2027-01-01', commandId: null, stamp };
    expect(await benefits()).toEqual({
      partnerId: 'P-1',
      entries: [
        { ...imported, tokenId: 'K-1', kind: 'mak', product: 'Windows Server', activations: 10, used: [] },
        {
          ...{ ...imported, tokenId: 'S-1', kind: 'visual-studio', edition: 'enterprise' },
          assignments: [
            {
              ...{ to: 'Ada@contoso.example', on: '2026-07-04', commandId: null },
              activation: { on: '2026-07-05', commandId: null },
            },
          ],
        },
        {
          ...{ ...imported, tokenId: 'T-1', kind: 'token', product: 'Microsoft 365 E3', seats: 25 },
          activation: { on: '2026-07-03', tenant: 'contoso.example', commandId: null },
          ...{ replaces: null, replacedBy: null },
        },
      ],
    });
  });

  it('changes nothing the second time, even if the benefits have changed since', async () => {
    const unused = 'P-1,M-1,T-2,token,Azure,5,,,2026-07-01,,,,';
    await importRows(store, 'tokens', [TOKEN, KEY, SUBSCRIPTION, unused]);
    const stored = await store.benefits.get({ partnerId: 'P-1' });
    const on = civilDateOf('2026-12-01');
    const entries = stored!.value.entries.map((entry) => {
      if (entry.kind === 'mak') return { ...entry, used: [{ on, count: 3, commandId: 'C-1' }] };
      if (entry.kind === 'visual-studio') {
        const next = { to: 'bo@contoso.example', on, commandId: 'C-2', activation: null };
        return { ...entry, assignments: [...entry.assignments, next] };
      }
      return entry.tokenId === 'T-2' ? { ...entry, activation: { on, tenant: 'x', commandId: 'C-3' } } : entry;
    });
    await store.benefits.replace(stored!, { partnerId: 'P-1', entries });
    const before = await tables.itemsOf(store.table);
    const rows = [TOKEN, KEY, SUBSCRIPTION.replace('Ada@', 'ada@'), unused];
    expect(await importRows(store, 'tokens', rows)).toEqual(['0 loaded, 4 unchanged']);
    expect(await tables.itemsOf(store.table)).toEqual(before);
  });

  it.each([
    [
      TOKEN.replace('25', '5'),
      'a token of 5 seats of Microsoft 365 E3 of M-1, issued 2026-07-01, activated 2026-07-03 for contoso.example',
    ],
    [
      TOKEN.replace('contoso.example', 'other.example'),
      'a token of 25 seats of Microsoft 365 E3 of M-1, issued 2026-07-01, activated 2026-07-03 for other.example',
    ],
    [
      TOKEN.replace('M-1', 'M-2'),
      'a token of 25 seats of Microsoft 365 E3 of M-2, issued 2026-07-01, activated 2026-07-03 for contoso.example',
    ],
    [KEY.replace('K-1', 'T-1'), 'a key for 10 activations of Windows Server of M-1, issued 2026-07-01'],
  ])('keeps what is stored: %s', async (row, got) => {
    await importRows(store, 'tokens', [TOKEN]);
    const before = await benefits();
    expect(await importRows(store, 'tokens', [row])).toEqual([
      '0 loaded, 0 unchanged',
      `tokens.csv line 2, token_id: got "T-1" as ${got}; allowed: what was loaded or issued first (a token of 25 seats of Microsoft 365 E3 of M-1, issued 2026-07-01, activated 2026-07-03 for contoso.example), or another id`,
    ]);
    expect(await benefits()).toEqual(before);
  });

  it('rejects an assignment that differs from the stored one', async () => {
    await importRows(store, 'tokens', [SUBSCRIPTION]);
    for (const row of [SUBSCRIPTION.replace('Ada', 'Bo'), SUBSCRIPTION.replace('2026-07-05', '2026-07-06')])
      expect(await importRows(store, 'tokens', [row])).toEqual([
        '0 loaded, 0 unchanged',
        expect.stringContaining(
          '(a Visual Studio enterprise subscription of M-1, issued 2026-07-01, assigned 2026-07-04',
        ),
      ]);
  });

  it('accepts a repeated row once, and rejects a different row with the same id', async () => {
    expect(await importRows(store, 'tokens', [KEY, KEY, KEY.replace(',10,', ',11,')])).toEqual([
      '1 loaded, 1 unchanged',
      expect.stringMatching(/^tokens\.csv line 4, token_id: got "K-1" as a key for 11 activations/),
    ]);
  });

  it('rejects unknown partners and memberships, and Enterprise for an Action Pack (R-LIC-5)', async () => {
    const rows = [KEY.replace('P-1', 'P-9'), KEY.replace('M-1', 'M-9'), SUBSCRIPTION.replace('M-1', 'M-2'), TOKEN];
    expect(await importRows(store, 'tokens', rows)).toEqual([
      '1 loaded, 0 unchanged',
      'tokens.csv line 2, partner_id: got "P-9", an unknown partner; allowed: a partner that is loaded already',
      'tokens.csv line 3, membership_id: got "M-9", an unknown membership; allowed: a membership of P-1 that is loaded already',
      'tokens.csv line 4, edition: got "enterprise"; allowed: the Action Pack includes Visual Studio Professional, not Enterprise',
    ]);
  });

  it('accepts the same ids for two partners', async () => {
    expect(await importRows(store, 'tokens', [KEY, KEY.replace('P-1', 'P-2')])).toEqual(['2 loaded, 0 unchanged']);
    expect((await benefits('P-2'))?.entries).toHaveLength(1);
  });

  it(`rejects benefits beyond ${MAX_BENEFITS} of one partner`, async () => {
    const rows = Array.from({ length: MAX_BENEFITS + 1 }, (_, index) => KEY.replace('K-1', `K-${index}`));
    expect(await importRows(store, 'tokens', rows)).toEqual([
      `${MAX_BENEFITS} loaded, 0 unchanged`,
      // Of all rows the last in the order of what they say is one too many: N-999.
      `tokens.csv line ${MAX_BENEFITS + 1}, token_id: got another token of P-1; allowed: at most ${MAX_BENEFITS} tokens for a partner`,
    ]);
  });
});

describe('a row whose fields do not fit its kind', () => {
  it.each([
    [TOKEN.replace(',25,', ',,'), 'seats: got nothing; allowed: a number of seats for kind token'],
    [TOKEN.replace(',25,', ',0,'), 'seats: got "0"; allowed: a whole number from 1 to 1000000, or nothing'],
    [TOKEN.replace('Microsoft 365 E3', ''), 'product: got nothing; allowed: the name of a product for kind token'],
    [TOKEN.replace(',25,,', ',25,3,'), 'activations: got "3"; allowed: nothing for kind token'],
    [TOKEN.replace('contoso.example', ''), 'tenant: got nothing; allowed: a value, as activated_on has one'],
    [TOKEN.replace('2026-07-03', ''), 'tenant: got "contoso.example"; allowed: nothing without activated_on'],
    [
      TOKEN.replace('2026-07-03', '2026-06-30'),
      'activated_on: got "2026-06-30"; allowed: 2026-07-01 (issued_on) or later',
    ],
    [`${TOKEN.slice(0, -1)}a@x.example,`, 'assigned_to: got "a@x.example"; allowed: nothing for kind token'],
    [KEY.replace(',,10,', ',5,10,'), 'seats: got "5"; allowed: nothing for kind mak'],
    [KEY.replace(',,,,', ',2026-07-02,,,'), 'activated_on: got "2026-07-02"; allowed: nothing for kind mak'],
    [
      SUBSCRIPTION.replace('enterprise', ''),
      'edition: got nothing; allowed: professional or enterprise for kind visual-studio',
    ],
    [
      SUBSCRIPTION.replace('enterprise', 'gold'),
      'edition: got "gold"; allowed: one of professional, enterprise, or nothing',
    ],
    [SUBSCRIPTION.replace('2026-07-04', ''), 'assigned_on: got nothing; allowed: a value, as assigned_to has one'],
    [
      SUBSCRIPTION.replace('Ada@contoso.example,2026-07-04', ','),
      'activated_on: got "2026-07-05"; allowed: nothing without assigned_to',
    ],
    [
      SUBSCRIPTION.replace('2026-07-05', '2026-07-03'),
      'activated_on: got "2026-07-03"; allowed: 2026-07-04 (assigned_on) or later',
    ],
    [
      SUBSCRIPTION.replace('2026-07-05,,', '2026-07-05,x.example,'),
      'tenant: got "x.example"; allowed: nothing for kind visual-studio',
    ],
    [KEY.replace('mak', 'key'), 'kind: got "key"; allowed: one of token, mak, visual-studio, or nothing'],
  ])('%s', async (row, problem) => {
    expect(await importRows(store, 'tokens', [row])).toEqual([
      '0 loaded, 0 unchanged',
      `tokens.csv line 2, ${problem}`,
    ]);
    expect(await benefits()).toBeUndefined();
  });
});
