import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { readFolder } from '../../../shared/import/folder.ts';

const FILES = {
  'program.json': '{ "programYears": [] }',
  'partners.csv':
    'partner_id,name,country,verified_domains,profile_reviewed_on,mct_count\nP-1,One,KR,one.example,,1\nP-2,Two,TW,two.example,,\n',
  'contacts.csv': 'partner_id,role,name,email,locale\nP-1,mpn-admin,Ann,ann@one.example,en\n',
  'memberships.csv':
    'partner_id,membership_id,offer,competency,level,learning_option,purchased_on,paid_through_cycle\n' +
    'P-1,M1,action-pack,,,,2024-02-29,\nP-2,M1,action-pack,,,,2024-02-29,\n',
  'invoices.csv':
    'partner_id,invoice_number,line,document_type,invoice_date,omlp_type,purchase_units,kpi_value,revenue_value,currency\n' +
    'P-1,INV-1,1,invoice,2026-05-28,MOC,14,3.06,294.23,TWD\n',
  'listings.csv':
    'partner_id,display_name,country,url,about_partner_only,no_competitors,owned_by_partner\nP-1,One,KR,https://one.example,true,true,true\n',
  'tokens.csv':
    'partner_id,membership_id,token_id,kind,product,seats,activations,edition,issued_on,activated_on,tenant,assigned_to,assigned_on\n' +
    'P-1,M1,T-1,,Azure,5,,,2026-01-02,,,,\n',
  'commands.jsonl': '{"on":"2027-01-17","command":"explain","partnerId":"P-1"}\n',
};
type Name = keyof typeof FILES;

const importedOn = civilDateOf('2027-01-01');
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'folder-'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(dir, name), text);
});
afterEach(() => rm(dir, { recursive: true }));

const append = async (name: Name, ...lines: string[]) =>
  writeFile(join(dir, name), `${await readFile(join(dir, name), 'utf8')}${lines.map((line) => `${line}\n`).join('')}`);
const problemsOf = async (options?: { configFile: string }) => {
  const read = await readFolder(dir, { importedOn, ...options });
  return 'problems' in read ? read.problems.map(formatProblem) : [];
};
const dataOf = async (options?: { configFile: string }) => {
  const read = await readFolder(dir, { importedOn, ...options });
  if ('problems' in read) throw new Error(read.problems.map(formatProblem).join('\n'));
  return read.data;
};

describe('a valid folder', () => {
  it('is read as typed rows', async () => {
    const { partners, contacts, memberships, invoices, listings, commands, config } = await dataOf();
    expect([partners.length, contacts.length, memberships.length, invoices.length, listings.length]).toEqual([
      2, 1, 2, 1, 1,
    ]);
    expect(commands).toEqual([{ on: '2027-01-17', command: { command: 'explain', partnerId: 'P-1' } }]);
    expect(config.timeZone).toBe('UTC');
  });

  it('is read without commands', async () => {
    await rm(join(dir, 'commands.jsonl'));
    expect((await dataOf()).commands).toEqual([]);
  });

  it('is read without tokens', async () => {
    expect((await dataOf()).tokens).toMatchObject([{ tokenId: 'T-1', kind: 'token', seats: 5 }]);
    await rm(join(dir, 'tokens.csv'));
    expect((await dataOf()).tokens).toEqual([]);
  });

  it('is read with a configuration from another file', async () => {
    await rm(join(dir, 'program.json'));
    const configFile = join(dir, 'other.json');
    await writeFile(configFile, '{ "programYears": [], "timeZone": "Asia/Seoul" }');
    expect((await dataOf({ configFile })).config.timeZone).toBe('Asia/Seoul');
  });

  it('has an invoice line that occurs twice once (R-KPI-10)', async () => {
    await append('invoices.csv', 'P-1,INV-1,1,invoice,2026-05-28,MOC,14,3.060,294.23,TWD');
    expect((await dataOf()).invoices).toHaveLength(1);
  });

  it('R-KPI-10: has the first of two conflicting invoice lines, and reports the other', async () => {
    await append('invoices.csv', 'P-1,INV-1,1,invoice,2026-05-28,MOC,14,3.07,294.23,TWD');
    const { invoices, conflicts } = await dataOf();
    expect(invoices.map(({ kpiValue }) => kpiValue)).toEqual(['3.06']);
    expect(conflicts.map(formatProblem)).toEqual([
      'invoices.csv line 3, invoice_number: got line 1 of invoice "INV-1" with other values; allowed: the same values as on line 2, or another invoice_number or line',
    ]);
  });
});

describe('a folder with what has not happened yet (R-IMP-3)', () => {
  const onTheDay = '2027-01-01, the day of the import, or earlier';
  it.each<[Name, string, string]>([
    [
      'memberships.csv',
      'P-1,M2,action-pack,,,,2062-03-01,',
      `memberships.csv line 4, purchased_on: got "2062-03-01"; allowed: ${onTheDay}`,
    ],
    [
      'memberships.csv',
      'P-1,M2,learning-action-pack,,,,2027-01-02,',
      `memberships.csv line 4, purchased_on: got "2027-01-02"; allowed: ${onTheDay}`,
    ],
    [
      'memberships.csv',
      'P-1,M2,action-pack,,,,2026-03-01,20',
      'memberships.csv line 4, paid_through_cycle: got "20"; allowed: at most 0, the anniversaries of 2026-03-01 (purchased_on) that 2027-01-01, the day of the import, has reached',
    ],
    [
      'memberships.csv',
      'P-1,M2,action-pack,,,,2024-01-02,3',
      'memberships.csv line 4, paid_through_cycle: got "3"; allowed: at most 2, the anniversaries of 2024-01-02 (purchased_on) that 2027-01-01, the day of the import, has reached',
    ],
    [
      'tokens.csv',
      'P-1,M1,T-2,,Azure,5,,,2024-02-28,,,,',
      'tokens.csv line 3, issued_on: got "2024-02-28"; allowed: 2024-02-29, the day its membership was bought, or later',
    ],
    [
      'tokens.csv',
      'P-1,M1,T-2,,Azure,5,,,2027-01-02,,,,',
      `tokens.csv line 3, issued_on: got "2027-01-02"; allowed: ${onTheDay}`,
    ],
    [
      'tokens.csv',
      'P-1,M1,T-2,,Azure,5,,,2026-01-02,2027-01-02,one.example,,',
      `tokens.csv line 3, activated_on: got "2027-01-02"; allowed: ${onTheDay}`,
    ],
    [
      'tokens.csv',
      'P-1,M1,S-2,visual-studio,,,,professional,2026-01-02,,,a@one.example,2027-01-02',
      `tokens.csv line 3, assigned_on: got "2027-01-02"; allowed: ${onTheDay}`,
    ],
  ])('%s is refused: %s', async (name, line, problem) => {
    await append(name, line);
    expect(await problemsOf()).toEqual([problem]);
  });

  it.each([
    ['employees.csv', 'partner_id,employee_id,name,associated_on,left_on', 'P-1,E-1,Ann,2027-01-02,', 'associated_on'],
    [
      'performance.csv',
      'partner_id,competency,metric,value,measured_on',
      'P-1,DevOps,revenue,1,2027-01-02',
      'measured_on',
    ],
  ])('%s is refused: %s, %s', async (name, columns, line, column) => {
    await writeFile(join(dir, name), `${columns}\n${line}\n`);
    expect(await problemsOf()).toEqual([`${name} line 2, ${column}: got "2027-01-02"; allowed: ${onTheDay}`]);
  });

  it('achievements.csv is refused', async () => {
    await writeFile(
      join(dir, 'employees.csv'),
      'partner_id,employee_id,name,associated_on,left_on\nP-1,E-1,Ann,2026-01-02,\n',
    );
    const text = 'partner_id,employee_id,certification,completed_on,expires_on\nP-1,E-1,AZ-400,2027-01-02,\n';
    await writeFile(join(dir, 'achievements.csv'), text);
    expect(await problemsOf()).toEqual([
      `achievements.csv line 2, completed_on: got "2027-01-02"; allowed: ${onTheDay}`,
    ]);
  });

  it('is read with what happened on the day of the import', async () => {
    await append('memberships.csv', 'P-1,M2,learning-action-pack,,,,2027-01-01,', 'P-2,M2,action-pack,,,,2026-01-01,1');
    await append('tokens.csv', 'P-1,M2,T-2,,Azure,5,,,2027-01-01,2027-01-01,one.example,,');
    expect(await problemsOf()).toEqual([]);
  });

  it('is read with invoices and reviews to come, which count from their day on', async () => {
    await append('partners.csv', 'P-3,Three,KR,,2027-02-20,');
    await append('invoices.csv', 'P-1,INV-2,1,invoice,2027-05-28,MOC,14,3.06,294.23,TWD');
    expect(await problemsOf()).toEqual([]);
  });
});

describe('a folder with problems', () => {
  it('is refused if it does not exist', async () => {
    const read = await readFolder(join(dir, 'nowhere'), { importedOn });
    expect('problems' in read && read.problems.map(formatProblem)).toEqual([
      `${join(dir, 'nowhere')}: got no such folder; allowed: a folder with the import files`,
    ]);
  });

  it('is refused with every missing file', async () => {
    for (const name of ['program.json', 'partners.csv', 'listings.csv']) await rm(join(dir, name));
    expect(await problemsOf()).toEqual(
      ['program.json', 'partners.csv', 'listings.csv'].map(
        (name) => `${name}: got no such file; allowed: a file that can be read`,
      ),
    );
  });

  it('is refused if a folder stands in the place of a file', async () => {
    await rm(join(dir, 'commands.jsonl'));
    await mkdir(join(dir, 'commands.jsonl'));
    expect(await problemsOf()).toEqual([
      'commands.jsonl: got something that is no file; allowed: a file that can be read',
    ]);
  });

  it.each<[Name, string, string]>([
    [
      'partners.csv',
      'P-1,Again,KR,,,',
      'partners.csv line 4, partner_id: got "P-1" again; allowed: each partner in partners.csv once (first on line 2)',
    ],
    [
      'memberships.csv',
      'P-2,M1,action-pack,,,,2025-02-28,',
      'memberships.csv line 4, membership_id: got "M1" again; allowed: each membership_id of a partner once (first on line 3)',
    ],
    [
      'listings.csv',
      'P-1,Two,KR,,,,',
      'listings.csv line 3, partner_id: got "P-1" again; allowed: each partner in listings.csv once (first on line 2)',
    ],
    ['contacts.csv', 'P-9,mpn-admin,Ann,ann@one.example,en', unknown('contacts.csv line 3, partner_id')],
    ['memberships.csv', 'P-9,M1,action-pack,,,,2024-02-29,', unknown('memberships.csv line 4, partner_id')],
    [
      'invoices.csv',
      'P-9,INV-1,1,invoice,2026-05-28,MOC,14,3.06,294.23,TWD',
      unknown('invoices.csv line 3, partner_id'),
    ],
    ['listings.csv', 'P-9,Nine,KR,,,,', unknown('listings.csv line 3, partner_id')],
    ['tokens.csv', 'P-9,M1,T-2,,Azure,5,,,2026-01-02,,,,', unknown('tokens.csv line 3, partner_id')],
    [
      'tokens.csv',
      'P-2,M2,T-1,,Azure,5,,,2026-01-02,,,,',
      'tokens.csv line 3, membership_id: got "M2", an unknown membership; allowed: a membership_id of the partner in memberships.csv',
    ],
    [
      'tokens.csv',
      'P-1,M1,T-1,mak,Azure,,5,,2026-01-02,,,,',
      'tokens.csv line 3, token_id: got "T-1" again; allowed: each token_id of a partner once (first on line 2)',
    ],
    [
      'tokens.csv',
      'P-1,M1,S-1,visual-studio,,,,enterprise,2026-01-02,,,,',
      'tokens.csv line 3, edition: got "enterprise"; allowed: the Action Pack includes Visual Studio Professional, not Enterprise',
    ],
    [
      'tokens.csv',
      'P-1,M1,T-2,,Azure,,,,2026-01-02,,,,',
      'tokens.csv line 3, seats: got nothing; allowed: a number of seats for kind token',
    ],
    [
      'commands.jsonl',
      '{"on":"2027-01-17","command":"explain","partnerId":"P-9"}',
      unknown('commands.jsonl line 2, partnerId'),
    ],
  ])('%s: %s', async (name, line, problem) => {
    await append(name, line);
    expect(await problemsOf()).toEqual([problem]);
  });

  it('is refused with all problems in the order of files and lines', async () => {
    await writeFile(join(dir, 'program.json'), '{}');
    await append('contacts.csv', 'P-1,boss,Ann,ann@one.example,en', 'P-9,mpn-admin,Ann,ann@one.example,en');
    await append('partners.csv', 'P-3,Three,XX,,,', 'P-3,Three,KR,,,');
    await append('tokens.csv', 'P-1,M9,T-9,,Azure,5,,,2026-01-02,,,,');
    await append('commands.jsonl', '{"on":"2027-02-29"}');
    expect((await problemsOf()).map((problem) => problem.split(':')[0])).toEqual([
      'program.json, programYears',
      'partners.csv line 4, country',
      'partners.csv line 5, partner_id',
      'contacts.csv line 3, role',
      'contacts.csv line 4, partner_id',
      'tokens.csv line 3, membership_id',
      'commands.jsonl line 2, on',
      'commands.jsonl line 2, command',
    ]);
  });

  it('is refused with a bad header and what is wrong in the rows below it, and in every other file', async () => {
    await writeFile(
      join(dir, 'partners.csv'),
      'partner_id,title,country,verified_domains,profile_reviewed_on,mct_count\nP-1,One,Korea,,,\n',
    );
    await append('contacts.csv', 'P-1,boss,Ann,ann@one.example,en');
    expect((await problemsOf()).map((problem) => problem.split(':')[0])).toEqual([
      'partners.csv line 1, "title"',
      'partners.csv line 1, name',
      'partners.csv line 2, country',
      'contacts.csv line 3, role',
    ]);
  });

  it('reports no partner as unknown if partners.csv could not be read', async () => {
    await append('partners.csv', 'P-3,"Three');
    await append('contacts.csv', 'P-3,mpn-admin,Ann,ann@one.example,en');
    expect(await problemsOf()).toEqual([
      expect.stringMatching(/^partners\.csv line 4, name: got a quote that is never closed/),
    ]);
  });

  it('reports no membership in tokens.csv as unknown if it could not be read, or its row is invalid', async () => {
    await append('memberships.csv', 'P-1,M2,platinum,,,,2024-02-29,', 'P-1,M3,"action');
    await append('tokens.csv', 'P-1,M2,T-2,,Azure,5,,,2026-01-02,,,,', 'P-1,M3,T-3,,Azure,5,,,2026-01-02,,,,');
    expect((await problemsOf()).map((problem) => problem.split(':')[0])).toEqual([
      'memberships.csv line 4, offer',
      'memberships.csv line 5, offer',
    ]);
  });

  it('R-IMP-6: is refused with the first contact beyond 50 of one partner', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `P-1,mpn-admin,Ann,${index}@one.example,en`);
    await append('contacts.csv', ...rows, 'P-1,mpn-admin,Ann,0@ONE.example,ko-KR');
    expect(await problemsOf()).toEqual([
      'contacts.csv line 52, email: got another contact of P-1; allowed: at most 50 contacts for a partner',
    ]);
  });

  it('R-IMP-4: is read with the rows of an employee in any order', async () => {
    const rows = ['P-1,E-1,Ann,2025-01-01,', 'P-2,E-1,Ann,2026-01-01,'];
    for (const order of [rows, rows.toReversed()]) {
      const text = ['partner_id,employee_id,name,associated_on,left_on', ...order, ''].join('\n');
      await writeFile(join(dir, 'employees.csv'), text);
      expect(await problemsOf()).toEqual([]);
    }
  });

  it('R-IMP-4: is refused for the same row of an employee, wherever it stands', async () => {
    const rows = ['P-1,E-1,Ann,2025-01-01,2025-09-01', 'P-2,E-1,Ann,2025-03-01,2025-06-01', 'P-1,E-2,Bo,2025-01-01,'];
    for (const order of [rows, rows.toReversed()]) {
      const text = ['partner_id,employee_id,name,associated_on,left_on', ...order, ''].join('\n');
      await writeFile(join(dir, 'employees.csv'), text);
      const line = order.findIndex((row) => row.startsWith('P-2')) + 2;
      expect(await problemsOf()).toEqual([
        expect.stringMatching(new RegExp(`^employees.csv line ${line}, associated_on: got "2025-03-01"`)),
      ]);
    }
  });

  it('is refused with the first token beyond 1000 of one partner', async () => {
    const rows = Array.from({ length: 1001 }, (_, index) => `P-1,M1,N-${index},,Azure,5,,,2026-01-02,,,,`);
    await append('tokens.csv', ...rows);
    expect(await problemsOf()).toEqual([
      'tokens.csv line 1002, token_id: got another token of P-1; allowed: at most 1000 tokens for a partner',
    ]);
  });

  it('reports no partner as unknown if its row is invalid', async () => {
    await append('partners.csv', 'P-3,Three,XX,,,');
    await append('contacts.csv', 'P-3,mpn-admin,Ann,ann@one.example,en');
    expect(await problemsOf()).toEqual([expect.stringMatching(/^partners\.csv line 4, country: got "XX"/)]);
  });
});

function unknown(where: string): string {
  return `${where}: got "P-9", an unknown partner; allowed: a partner_id of partners.csv`;
}
