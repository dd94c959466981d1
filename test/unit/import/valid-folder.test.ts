import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { readFolder } from '../../../shared/import/folder.ts';
import { append, dir, importedOn, type Name, problemsOf, writeFolder } from './written-folder.ts';

writeFolder();

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
