import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { readFolder } from '../../../shared/import/folder.ts';
import { append, dir, importedOn, type Name, problemsOf, writeFolder } from './written-folder.ts';

writeFolder();

function unknown(where: string): string {
  return `${where}: got "P-9", an unknown partner; allowed: a partner_id of partners.csv`;
}

describe('a folder with problems', () => {
  it('is refused if it does not exist', async () => {
    const read = await readFolder(join(dir, 'nowhere'), { importedOn });
    expect('problems' in read && read.problems.map(formatProblem)).toEqual([
      `${join(dir, 'nowhere')}: got no such folder; allowed: a folder with the import files`,
    ]);
  });

  it('is refused with every missing file', async () => {
    const missing = ['program.json', 'partners.csv', 'contacts.csv', 'memberships.csv'];
    for (const name of missing) await rm(join(dir, name));
    expect(await problemsOf()).toEqual(
      missing.map((name) => `${name}: got no such file; allowed: a file that can be read`),
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
