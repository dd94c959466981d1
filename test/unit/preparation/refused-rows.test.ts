import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { CLEAN, lines, prepared, removeFolders } from './support/prepared.ts';
import { workbook } from './support/workbook.ts';

removeFolders();

describe('a row that a simulation would refuse', () => {
  it('is told with the places of the source', async () => {
    const { findings } = await prepared({
      ...CLEAN,
      'partners.csv': lines('', 'Partner ID;Company;Country', '"P-1";"One', 'Two";KR', 'P-2;Three;TW', 'P-2;Four;TW'),
      'contacts.csv': lines(
        'partner_id,role,name,email,locale',
        '',
        'P-1,mpn-admin,Ann,ann at one,en',
        'P-9,mpn-admin,Ann,ann@one.example,en',
      ),
    });
    expect(findings.questions).toEqual([]);
    expect(findings.problems.map(formatProblem)).toEqual([
      'partners.csv line 6, partner_id: got "P-2" again; allowed: each partner in partners.csv once (first on line 5)',
      'contacts.csv line 3, email: got "ann at one"; allowed: one email address of at most 254 ASCII characters; only its domain may be international',
      'contacts.csv line 4, partner_id: got "P-9", an unknown partner; allowed: a partner_id of partners.csv',
    ]);
    expect(findings.isRefused).toBe(false);
  });

  it.each([
    [
      'a file that is missing',
      { 'contacts.csv': '' },
      'contacts.csv: got no source for it; allowed: a file or a sheet that holds contacts',
    ],
    [
      'a column that is missing',
      { 'partners.csv': lines('name,country', 'One,KR') },
      'partners.csv line 1, partner_id: got no such column; allowed: a column for it, if need be by the map',
    ],
    [
      'a quote that is never closed',
      { 'contacts.csv': lines('partner_id,role,name,email', 'P-1,mpn-admin,"Ann,ann@one.example') },
      /^contacts\.csv line 2: got a quote that is never closed/,
    ],
    [
      'the same below the line with which Excel names the separator',
      { 'contacts.csv': lines('sep=;', 'partner_id;role;name;email', 'P-1;mpn-admin;"Ann;ann@one.example') },
      /^contacts\.csv line 3: got a quote that is never closed/,
    ],
    [
      'a value beyond the last column',
      { 'contacts.csv': lines('partner_id,role,name,email', 'P-1,mpn-admin,Ann, M.D.,ann@one.example') },
      'contacts.csv line 2: got a row of 5 cells; allowed: 4, one for each column; a value with a separator in it stands in quotes',
    ],
    ['a workbook that is none', { 'x.xlsx': 'x' }, /^x\.xlsx: got a workbook that cannot be read/],
    [
      'a workbook of another kind',
      { 'x.xls': 'x' },
      'x.xls: got a workbook of the kind .xls; allowed: one saved as .xlsx, or its sheets as CSV',
    ],
    [
      'a cell with an error',
      {
        'x.xlsx': workbook({
          A: [
            ['partner_id', 'name'],
            ['P-1', { error: '#N/A' }],
          ],
        }),
      },
      'x.xlsx: got 1 cells with an error such as #N/A (B2); allowed: cells with a value, or nothing',
    ],
  ])('%s: then nothing can be written', async (_, spoilt, says) => {
    const { findings } = await prepared({ ...CLEAN, ...spoilt });
    const [first = ''] = findings.problems.map(formatProblem);
    if (typeof says === 'string') expect(first).toBe(says);
    else expect(first).toMatch(says);
    expect(findings.isRefused).toBe(true);
  });

  it('an id of which a spreadsheet made a date or a rounded number is told, never taken', async () => {
    const book = workbook({
      partners: [
        ['partner_id', 'name', 'country'],
        [{ date: '2027-02-01' }, 'One', 'KR'],
        [1e18, 'Two', 'TW'],
        [42, 'Three', 'DE'],
      ],
    });
    const { findings, files } = await prepared({
      'Partners.xlsx': book,
      'contacts.csv': CLEAN['contacts.csv'],
      'memberships.csv': CLEAN['memberships.csv'],
    });
    const told = findings.problems
      .filter(({ field, file }) => field === 'partner_id' && file?.startsWith('Partners'))
      .map(({ line, got }) => [line, got]);
    expect(told).toEqual([
      [2, '"2027-02-01", a date that a spreadsheet made'],
      [3, '"1000000000000000000", a number of which a spreadsheet lost digits'],
    ]);
    expect(String(files.get('partners.csv'))).toContain('42,Three,DE');
  });
});
