import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { CLEAN, lines, partnersOf, prepared, removeFolders } from './support/prepared.ts';
import { workbook } from './support/workbook.ts';

removeFolders();

describe('R-IMP-7: a clear reading', () => {
  it('is that of a file with the mark with which DOS ends one', async () => {
    const { findings, text } = await partnersOf(`${CLEAN['partners.csv']}\u001a`);
    expect(text).toBe(CLEAN['partners.csv']);
    expect(findings.changes.map(({ why }) => why)).toEqual(['the mark with which DOS ends a file is left out']);
    expect(findings.problems).toEqual([]);
  });

  it('is that of a day without a date: an employee who has not left', async () => {
    const employees = (left: string) =>
      lines('partner_id,employee_id,name,associated_on,left_on', `P-1,E-1,Ed,2020-01-02,${left}`);
    for (const left of ['9999-12-31', '0000-00-00']) {
      const { findings, files } = await prepared({ ...CLEAN, 'employees.csv': employees(left) });
      expect(String(files.get('employees.csv'))).toBe(employees(''));
      expect(findings.problems).toEqual([]);
    }
  });

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

  it('a text of which a zero byte is the only fault is UTF-8 all the same', async () => {
    const { findings, read } = await partnersOf(lines('partner_id,name,country', 'P-1,O\u0000ne,KR', 'P-2,Two,TW'));
    expect(read.map(({ file }) => file)).toContain('partners.csv');
    expect(findings.problems.map(({ file, line, field }) => `${file} ${line} ${field}`)).toEqual([
      'partners.csv 2 name',
    ]);
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
