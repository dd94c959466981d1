import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeQuestions, skeletonOf } from '../../../infra/local/preparation/describe.ts';
import { requireOwnFolder, writePrepared } from '../../../infra/local/preparation/write-prepared.ts';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { CLEAN, folderWith, prepared, removeFolders } from './support/prepared.ts';
import { workbook } from './support/workbook.ts';

removeFolders();

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;
const partnersOf = async (csv: string, answers = {}) => {
  const preparation = await prepared({ ...CLEAN, 'partners.csv': csv }, answers);
  return { ...preparation, text: String(preparation.files.get('partners.csv')) };
};

describe('R-IMP-7: a clear reading', () => {
  it('is told with its place in the source, what was there, what is there now, and why', async () => {
    const { findings, text } = await partnersOf(
      lines(
        'Partner No;Company;Land;Domains;Reviewed;Trainers',
        ' P-1;One;korea, republic of;one.example;13.03.2026;1',
        'P-2;Two;Taiwan;;;',
      ),
    );
    expect(findings.questions).toEqual([]);
    expect(text).toBe(
      lines(
        'partner_id,name,country,verified_domains,profile_reviewed_on,mct_count',
        'P-1,One,KR,one.example,2026-03-13,1',
        'P-2,Two,TW,,,',
      ),
    );
    const told = findings.changes.map(({ file, row, column, from, to }) => [file, row, column, from, to]);
    expect(told).toEqual([
      ['partners.csv', null, '', ';', ','],
      ['partners.csv', 1, 'partner_id', 'Partner No', 'partner_id'],
      ['partners.csv', 2, 'partner_id', ' P-1', 'P-1'],
      ['partners.csv', 1, 'name', 'Company', 'name'],
      ['partners.csv', 1, 'country', 'Land', 'country'],
      ['partners.csv', 2, 'country', 'korea, republic of', 'KR'],
      ['partners.csv', 3, 'country', 'Taiwan', 'TW'],
      ['partners.csv', 1, 'verified_domains', 'Domains', 'verified_domains'],
      ['partners.csv', 1, 'profile_reviewed_on', 'Reviewed', 'profile_reviewed_on'],
      ['partners.csv', 2, 'profile_reviewed_on', '13.03.2026', '2026-03-13'],
      ['partners.csv', 1, 'mct_count', 'Trainers', 'mct_count'],
    ]);
    expect(findings.changes.filter(({ why }) => why === '')).toEqual([]);
  });

  it('rows above the header, empty rows, totals, the header once more, remarks and rows that are there already are left out', async () => {
    const { findings, text } = await partnersOf(
      lines(
        'Partner export,,,,,',
        ',,,,,',
        'partner_id,name,country,verified_domains,profile_reviewed_on,mct_count',
        'P-1,One,KR,,,1',
        ',,,,,',
        'partner_id,name,country,verified_domains,profile_reviewed_on,mct_count',
        'P-2,Total Training,TW,,,2',
        'P-1,One,KR,,,1',
        'Total,,,,,3',
        '* exported by Max,,,,,',
      ),
    );
    expect(text.trimEnd().split('\n').slice(1)).toEqual(['P-1,One,KR,,,1', 'P-2,Total Training,TW,,,2']);
    expect(findings.changes.map(({ row, why }) => [row, why])).toEqual([
      [1, 'a row above the names of the columns is left out'],
      [5, 'an empty row is left out'],
      [6, 'the names of the columns once more are left out'],
      [9, 'a row of totals is left out'],
      [10, 'a remark below all rows is left out'],
      [8, 'a row that is there already is left out (row 4)'],
    ]);
  });

  it('is no total or remark where it may be a row without its id: that is a problem', async () => {
    const { findings } = await partnersOf(
      lines('name,partner_id,country', 'Total Training,,KR', 'One Ltd,,', 'Two,P-2,TW'),
    );
    expect(
      findings.problems.filter(({ file }) => file === 'partners.csv').map(({ line, field }) => `${line} ${field}`),
    ).toEqual(['2 partner_id', '3 partner_id', '3 country']);
  });

  it('ids and names that differ in letter case or leading zeros alone are those that are known', async () => {
    const { files } = await prepared({
      'program.json': JSON.stringify({ programYears: [], extensions: [], x: [{ competency: 'Data Analytics' }] }),
      'partners.csv': lines('partner_id,name,country', 'P-0001,One,KR', '0042,Two,TW'),
      'contacts.csv': lines(
        'partner_id,role,name,email,locale',
        'p-0001,mpn-admin,Ann,ann@one.example,en',
        '42,mpn-admin,Ben,ben@two.example,en',
      ),
      'memberships.csv': lines(
        'partner_id,membership_id,offer,competency,level,learning_option,purchased_on,paid_through_cycle',
        'P-1,M1,competency,data  analytics,gold,true,2026-03-01,0',
      ),
    });
    expect(String(files.get('contacts.csv'))).toContain('P-0001,mpn-admin,Ann');
    expect(String(files.get('contacts.csv'))).toContain('0042,mpn-admin,Ben');
    expect(String(files.get('memberships.csv'))).toContain('P-0001,M1,competency,Data Analytics,gold');
  });

  it('an amount may name its currency, but not another one than its row', async () => {
    const header =
      'partner_id,invoice_number,line,document_type,invoice_date,omlp_type,purchase_units,kpi_value,revenue_value,currency';
    const invoices = lines(
      header,
      'P-1,I-1,1,invoice,2026-05-28,MOC,1,1.5,€ 10.50,',
      'P-1,I-2,1,invoice,2026-05-28,MOC,1,1.5,€ 10.50,USD',
    );
    const { files, findings } = await prepared({ ...CLEAN, 'invoices.csv': invoices });
    expect(String(files.get('invoices.csv'))).toContain('P-1,I-1,1,invoice,2026-05-28,MOC,1,1.5,10.50,EUR');
    expect(findings.problems.map(formatProblem)).toEqual([
      'invoices.csv line 3, revenue_value: got "€ 10.50", while currency is "USD"; allowed: an amount in the currency of its row',
    ]);
  });

  it('no column of currencies is asked for where every amount names its own', async () => {
    const header =
      'partner_id,invoice_number,line,document_type,invoice_date,omlp_type,purchase_units,kpi_value,revenue_value';
    const invoices = lines(
      header,
      'P-1,I-1,1,invoice,2026-05-28,MOC,1,1.5,10.50 EUR',
      'P-1,I-2,1,invoice,2026-05-28,MOC,1,1.5,₩900',
    );
    const { files, findings } = await prepared({ ...CLEAN, 'invoices.csv': invoices });
    expect(findings.questions).toEqual([]);
    expect(findings.problems).toEqual([]);
    expect(String(files.get('invoices.csv'))).toContain('1.5,10.50,EUR\n');
    expect(String(files.get('invoices.csv'))).toContain('1.5,900,KRW\n');
  });

  it.each([
    [
      'windows-1252',
      Buffer.from(lines('partner_id;name;country', 'P-1;Müller & Söhne;DE', 'P-2;Café Zoë;FR'), 'latin1'),
      'Müller & Söhne',
    ],
    // 한국 in EUC-KR
    [
      'euc-kr',
      Buffer.concat([
        Buffer.from('partner_id;name;country\nP-1;'),
        Buffer.from([0xc7, 0xd1, 0xb1, 0xb9]),
        Buffer.from(';KR\n'),
      ]),
      '한국',
    ],
  ])('a file in %s that can be nothing else is read in it', async (encoding, bytes, name) => {
    const { files, findings } = await prepared({ ...CLEAN, 'partners.csv': bytes });
    expect(findings.questions).toEqual([]);
    expect(findings.changes).toContainEqual(expect.objectContaining({ from: encoding, to: 'utf-8' }));
    expect(String(files.get('partners.csv'))).toContain(name);
  });

  it('sheets of a workbook are files, by their names or their columns', async () => {
    const book = workbook({
      Kontakte: [
        ['MPN ID', 'Rolle', 'E-Mail'],
        ['P-1', 'Global Admin', 'ann@one.example'],
      ],
      Sheet2: [
        [],
        [null, 'Membership', 'Partner ID', 'Offer', 'Purchased on', 'Learning Option'],
        [null, 'M1', 'P-1', 'LAP', { date: '2024-02-29' }, false],
      ],
      Notes: [['call Max']],
    });
    const { files, findings, read } = await prepared({ 'partners.csv': CLEAN['partners.csv'], 'Book.xlsx': book });
    expect(findings.questions).toEqual([]);
    expect(findings.problems).toEqual([]);
    expect(read.map(({ file, kind }) => [file, kind])).toEqual([
      ['Book.xlsx#Kontakte', 'contacts'],
      ['Book.xlsx#Sheet2', 'memberships'],
      ['partners.csv', 'partners'],
    ]);
    expect(String(files.get('memberships.csv'))).toContain('P-1,M1,learning-action-pack,,,false,2024-02-29,');
    expect(findings.changes).toContainEqual(expect.objectContaining({ file: 'Book.xlsx#Notes', to: '' }));
  });
});

describe('a question', () => {
  const HEADER = 'partner_id,name,country,verified_domains,profile_reviewed_on,mct_count';
  const OPEN = {
    'partners.csv': lines(HEADER, 'P-1,One,Korea,,03/04/2026,"1,000"', 'P-2,Two,TW,,05/06/2026,'),
    'contacts.csv': lines('Partner ID,Rolle,Chef?,E-Mail,Sprache', 'P-1,Chief,Ann,ann@one.example,Chinese', 'P-2,,,,'),
    'memberships.csv': CLEAN['memberships.csv'],
    'memberships-old.csv': CLEAN['memberships.csv'],
  };

  it('comes together with all others, with its choices and a map with a place for each answer', async () => {
    const { findings } = await prepared(OPEN);
    const asked = findings.questions.map(({ file, column, choices }) => [file, column, choices.slice(0, 2)]);
    expect(asked).toEqual([
      ['memberships-old.csv', null, ['memberships (it does)', 'null (it is left out)']],
      ['memberships.csv', null, ['memberships (it does)', 'null (it is left out)']],
      ['contacts.csv', 'name', ['Chef?', 'null (there is none)']],
      ['contacts.csv', 'role', ['global-admin', 'mpn-admin']],
      ['contacts.csv', 'locale', ['zh-CN', 'zh-TW']],
      ['partners.csv', 'country', ['KR', 'KP']],
      ['partners.csv', 'profile_reviewed_on', ['day-month-year', 'month-day-year']],
      ['partners.csv', 'mct_count', ['decimal-point', 'decimal-comma']],
    ]);
    expect(skeletonOf(findings.questions)).toMatchObject({
      'partners.csv': {
        dates: { profile_reviewed_on: expect.anything() },
        values: { country: { Korea: expect.anything() } },
      },
    });
    expect(describeQuestions(findings.questions).join('\n')).toContain(
      '--dates day-month-year or --dates month-day-year',
    );
  });

  it('is closed by its answer: one map is enough', async () => {
    const entries = {
      'memberships-old.csv': { is: null },
      'memberships.csv': { is: 'memberships' },
      'contacts.csv': {
        columns: { name: 'Chef?' },
        values: { role: { Chief: 'mpn-admin' }, locale: { Chinese: 'zh-TW' } },
      },
      'partners.csv': {
        values: { country: { Korea: 'KR' } },
        dates: { profile_reviewed_on: 'day-month-year' as const },
        numbers: { mct_count: 'decimal-point' as const },
      },
    };
    const { findings, files } = await prepared(OPEN, { entries });
    expect(findings.questions).toEqual([]);
    expect(String(files.get('partners.csv'))).toContain('P-1,One,KR,,2026-04-03,1000');
    expect(String(files.get('contacts.csv'))).toContain('P-1,mpn-admin,Ann,ann@one.example,zh-TW');
  });

  it('a map may leave out rows with a value, and say that a column is not there', async () => {
    const { findings, text } = await partnersOf(
      lines('partner_id,name,country,Category', 'P-1,One,KR,1', 'P-2,Two,Mars,2'),
      {
        entries: { 'partners.csv': { columns: { mct_count: null }, values: { country: { Mars: null } } } },
      },
    );
    expect(findings.questions).toEqual([]);
    expect(text.trimEnd().split('\n').slice(1)).toEqual(['P-1,One,KR,,,']);
    expect(findings.changes).toContainEqual(
      expect.objectContaining({ row: 3, why: 'the map leaves out rows with this value' }),
    );
  });

  it('is asked for a column that is missing: its value may be the same in all rows', async () => {
    const csv = lines('partner_id,name', 'P-1,One', 'P-2,Two');
    const { findings } = await partnersOf(csv);
    expect(findings.questions.map(({ column, place }) => [column, place])).toEqual([
      ['country', ['always', 'country']],
    ]);
    const answered = await partnersOf(csv, { entries: { 'partners.csv': { always: { country: 'KR' } } } });
    expect(answered.findings.questions).toEqual([]);
    expect(answered.text.trimEnd().split('\n').slice(1)).toEqual(['P-1,One,KR,,,', 'P-2,Two,KR,,,']);
    expect(answered.findings.changes).toContainEqual(
      expect.objectContaining({ to: 'KR', why: 'the map gives all rows this value' }),
    );
  });

  it('is closed by the place of a column where several have the same name', async () => {
    const csv = lines('partner_id,Name,Name,country', 'P-1,One,First,KR', 'P-2,Two,Second,TW');
    const { findings } = await partnersOf(csv);
    expect(findings.questions.map(({ choices }) => choices)).toEqual([['column 2', 'column 3']]);
    const answered = await partnersOf(csv, { entries: { 'partners.csv': { columns: { name: 'column 3' } } } });
    expect(answered.findings.questions).toEqual([]);
    expect(answered.text).toContain('P-1,First,KR');
  });

  it('a map that speaks of a file that is not there is refused', async () => {
    await expect(prepared(CLEAN, { entries: { 'partner.csv': {} } })).rejects.toThrow(
      '--map: "partner.csv": got no such source; allowed: one of contacts.csv, memberships.csv, partners.csv',
    );
  });
});

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

describe('the folder of the import files', () => {
  it('is written again if an earlier preparation wrote it; what is not made any more goes, and anything else stays', async () => {
    const dir = join(folderWith({}), 'made');
    const first = await prepared({
      ...CLEAN,
      'employees.csv': lines('partner_id,employee_id,name,associated_on,left_on', 'P-1,E-1,Ann,2026-01-02,'),
    });
    await writePrepared(dir, first.files, first.findings.changes);
    expect(readdirSync(dir).sort()).toEqual([
      'changes.csv',
      'contacts.csv',
      'employees.csv',
      'memberships.csv',
      'partners.csv',
    ]);
    writeFileSync(join(dir, 'program.json'), '{}');
    await requireOwnFolder(dir);
    const second = await prepared(CLEAN);
    await writePrepared(dir, second.files, second.findings.changes);
    expect(existsSync(join(dir, 'employees.csv'))).toBe(false);
    expect(readFileSync(join(dir, 'program.json'), 'utf8')).toBe('{}');
    expect(readFileSync(join(dir, 'partners.csv'), 'utf8')).toBe(CLEAN['partners.csv']);
  });

  it('is refused if it holds anything else', async () => {
    const dir = folderWith({ 'mine.txt': '' });
    await expect(requireOwnFolder(dir)).rejects.toThrow(
      `--to: ${dir} holds "mine.txt"; allowed: a folder that is empty`,
    );
    mkdirSync(join(dir, 'empty'));
    await requireOwnFolder(join(dir, 'empty'));
    await requireOwnFolder(join(dir, 'nowhere'));
  });
});
