import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../shared/import/files.ts';
import { csv } from './good-rows.ts';
import { report } from './streams.ts';

describe('an invalid cell is one problem with file, line, column, value and what is allowed', () => {
  const DATE = 'a date that exists, written YYYY-MM-DD, from 1900 to 2999';
  const DECIMAL =
    'a decimal number as text, with a point, "-" as its only sign, at most 15 digits before the point and 10 after it';
  const ID = 'an id of 1 to 64 letters, digits, ".", "_" and "-", beginning with a letter or digit';

  it.each<[Kind, Record<string, string>, string]>([
    ['partners', { partner_id: '' }, `partner_id: got nothing; allowed: ${ID}`],
    ['partners', { partner_id: 'P#1' }, `partner_id: got "P#1"; allowed: ${ID}`],
    [
      'partners',
      { country: 'kr' },
      'country: got "kr"; allowed: a country of ISO 3166-1, two capital letters, e.g. KR',
    ],
    [
      'partners',
      { country: 'ZZ' },
      'country: got "ZZ"; allowed: a country of ISO 3166-1, two capital letters, e.g. KR',
    ],
    [
      'partners',
      { profile_reviewed_on: '2027-02-29' },
      `profile_reviewed_on: got "2027-02-29"; allowed: ${DATE}, or nothing`,
    ],
    ['partners', { mct_count: '-1' }, 'mct_count: got "-1"; allowed: a whole number from 0 to 1000000, or nothing'],
    ['partners', { mct_count: '1e3' }, 'mct_count: got "1e3"; allowed: a whole number from 0 to 1000000, or nothing'],
    [
      'partners',
      { verified_domains: 'contoso.example;10.0.0.1' },
      'verified_domains: got "contoso.example;10.0.0.1"; allowed: host names with ";" between them, e.g. contoso.example;contoso.kr, at most 100, or "-" for none, or nothing',
    ],
    [
      'partners',
      { name: 'Con\u0000toso' },
      'name: got "Con\\u{0}toso"; allowed: text of 1 to 500 characters, with no control characters but line breaks and tabs',
    ],
    ['contacts', { role: 'owner' }, 'role: got "owner"; allowed: one of global-admin, mpn-admin, account-admin'],
    ['memberships', { purchased_on: '2027-13-01' }, `purchased_on: got "2027-13-01"; allowed: ${DATE}`],
    ['memberships', { purchased_on: '27/01/2027' }, `purchased_on: got "27/01/2027"; allowed: ${DATE}`],
    ['memberships', { purchased_on: '9999-12-31' }, `purchased_on: got "9999-12-31"; allowed: ${DATE}`],
    [
      'memberships',
      { offer: 'platinum-pack' },
      'offer: got "platinum-pack"; allowed: one of action-pack, learning-action-pack, competency, advanced-specialization',
    ],
    ['memberships', { level: 'Gold' }, 'level: got "Gold"; allowed: one of silver, gold, or nothing'],
    ['memberships', { level: '' }, 'level: got nothing; allowed: one of silver, gold for offer competency'],
    [
      'memberships',
      { competency: '' },
      'competency: got nothing; allowed: the name of a competency for offer competency',
    ],
    ['memberships', { learning_option: 'yes' }, 'learning_option: got "yes"; allowed: true or false, or nothing'],
    [
      'memberships',
      { paid_through_cycle: '1.5' },
      'paid_through_cycle: got "1.5"; allowed: a whole number from 0 to 200, or nothing',
    ],
    ['invoices', { kpi_value: '-3.06' }, 'kpi_value: got "-3.06"; allowed: 0 or more on a document of type invoice'],
    [
      'invoices',
      { document_type: 'credit-note', purchase_units: '-1', kpi_value: '-3.06', revenue_value: '0.01' },
      'revenue_value: got "0.01"; allowed: 0 or less on a credit-note',
    ],
    [
      'invoices',
      { document_type: 'credit-note', purchase_units: '1', kpi_value: '0', revenue_value: '0' },
      'purchase_units: got "1"; allowed: 0 or less on a credit-note',
    ],
    [
      'invoices',
      { document_type: 'order-confirmation', purchase_units: '-1' },
      'purchase_units: got "-1"; allowed: 0 or more on a document of type order-confirmation',
    ],
    ['invoices', { kpi_value: '3,06' }, `kpi_value: got "3,06"; allowed: ${DECIMAL}`],
    ['invoices', { kpi_value: '--3' }, `kpi_value: got "--3"; allowed: ${DECIMAL}`],
    ['invoices', { revenue_value: 'NaN' }, `revenue_value: got "NaN"; allowed: ${DECIMAL}`],
    ['invoices', { revenue_value: '1e9' }, `revenue_value: got "1e9"; allowed: ${DECIMAL}`],
    [
      'invoices',
      { purchase_units: '1.5' },
      'purchase_units: got "1.5"; allowed: a whole number from -1000000000 to 1000000000',
    ],
    [
      'invoices',
      { document_type: 'receipt' },
      'document_type: got "receipt"; allowed: one of invoice, credit-note, order-confirmation, partner-report',
    ],
    [
      'invoices',
      { currency: 'euro' },
      'currency: got "euro"; allowed: a currency of ISO 4217, three capital letters, e.g. EUR',
    ],
    [
      'listings',
      { country: 'Korea' },
      'country: got "Korea"; allowed: a country of ISO 3166-1, two capital letters, e.g. KR, or nothing',
    ],
  ])('%s %j', async (kind, cells, problem) => {
    expect(await report(kind, csv(kind, cells))).toEqual([`${kind}.csv line 2, ${problem}`]);
  });

  it.each([
    'ann',
    'ann@localhost',
    'a@b.example,c@d.example',
    'Ann <ann@contoso.example>',
    'ann@contoso.example\r\nBcc: x@y.example',
    'ann @contoso.example',
    '안@contoso.example',
    `ann@${'contoso.'.repeat(40)}example`,
    'ann@10.0.0.1',
    'ann@한국\u200b.example',
    'ann@한국\u3002example',
    'ann@한국/evil.example',
  ])('the address %j is refused', async (email) => {
    const [problem, ...others] = await report('contacts', csv('contacts', { email }));
    expect(problem).toMatch(/^contacts\.csv line 2, email: got ".+"; allowed: one email address of at most 254 ASCII/);
    expect(problem).not.toMatch(/[\r\n]/);
    expect(others).toEqual([]);
  });

  it('all problems of a row are reported, in the order of the columns', async () => {
    const problems = await report('partners', csv('partners', { country: 'X', mct_count: 'many', partner_id: 'P 1' }));
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'partners.csv line 2, partner_id',
      'partners.csv line 2, country',
      'partners.csv line 2, mct_count',
    ]);
  });

  it.each([
    ['action-pack', ['competency', 'level', 'learning_option']],
    ['advanced-specialization', ['level', 'learning_option']],
  ])('a cell that does not apply to %s must be empty', async (offer, columns) => {
    const problems = await report('memberships', csv('memberships', { offer }));
    expect(problems.map((problem) => /line 2, (\w+): got/.exec(problem)?.[1])).toEqual(columns);
  });
});
