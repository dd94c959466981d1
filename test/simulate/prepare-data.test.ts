import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalBy, run } from './command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'prepare-data-'));
const from = join(folder, 'from');
const to = join(folder, 'to');
const ON = ['--on', '2027-01-01'];
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(() => {
  mkdirSync(from);
  writeFileSync(join(from, 'Partners.csv'), 'MPN ID;Company;Country;Reviewed\nP-1;One;South Korea;03/04/2026\n');
  writeFileSync(
    join(from, 'Contacts.csv'),
    'Partner ID;Role;Name;E-Mail;Language\nP-1;Global Admin;Ann;ann@one.example;ko\n',
  );
  writeFileSync(
    join(from, 'Memberships.csv'),
    'Partner ID;Membership;Offer;Competency;Level;Learning Option;Purchase Date;Cycles\nP-1;M1;Action Pack;;;;2024-02-29;2\n',
  );
});

describe('prepare-data', () => {
  it('ends with 1 and writes nothing while a question is open, and says which option answers it', async () => {
    const ended = await run('prepare-data', ['--from', from, '--to', to, ...ON]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('1 questions; nothing is written');
    expect(ended.stderr).toContain('--dates day-month-year or --dates month-day-year');
    expect(existsSync(to)).toBe(false);
  });

  it('writes the import files and the table of changes once it is answered, and a simulation takes them', async () => {
    const ended = await run('prepare-data', ['--from', from, '--to', to, ...ON, '--dates', 'month-day-year']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(to).sort()).toEqual(['changes.csv', 'contacts.csv', 'memberships.csv', 'partners.csv']);
    const changes = readFileSync(join(to, 'changes.csv'), 'utf8').trimEnd().split('\n');
    expect(changes[0]).toBe('file,row,column,from,to,why');
    expect(changes).toContain(
      'Partners.csv,2,profile_reviewed_on,03/04/2026,2026-03-04,"a date is written YYYY-MM-DD, read as month-day-year"',
    );
    expect(ended.stdout).toContain(`${changes.length - 1} changes, each in ${to}/changes.csv`);
  });

  it('says what the folder holds besides', async () => {
    writeFileSync(join(to, 'commands.jsonl'), '');
    const ended = await run('prepare-data', ['--from', from, '--to', to, ...ON, '--dates', 'month-day-year']);
    expect(ended.stdout).toContain(`${to} also holds commands.jsonl: left as it was, and not checked.`);
  });

  it('ends with 2 and lists the rows that a simulation would refuse', async () => {
    const late = ['--on', '2025-01-01'];
    const ended = await run('prepare-data', ['--from', from, '--to', to, ...late, '--dates', 'month-day-year']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('Memberships.csv line 2, paid_through_cycle: got "2"; allowed: at most 0');
  });

  it.each<[string, string[], RegExp]>([
    ['a missing option', ['--from', from], /--to is missing/],
    ['a folder that is not there', ['--from', join(folder, 'none'), '--to', to], /none", no such folder/],
    ['the same folder twice', ['--from', from, '--to', from], /which is --from/],
    ['a folder that holds something else', ['--from', from, '--to', folder], /holds "from"; allowed/],
    [
      'an unknown order',
      ['--from', from, '--to', to, '--dates', 'dmy'],
      /--dates: got "dmy"; allowed: one of day-month-year/,
    ],
    ['a day that does not exist', ['--from', from, '--to', to, '--on', '2027-02-29'], /--on: got "2027-02-29"/],
    [
      'a map that is not there',
      ['--from', from, '--to', to, '--map', join(folder, 'm.json')],
      /m\.json: got no such file/,
    ],
  ])('refuses %s with one clear line', async (_, args, says) => {
    const refusal = await refusalBy('prepare-data', args);
    expect(refusal).toMatch(says);
    expect(refusal.split('\n')).toHaveLength(1);
  });

  it('refuses a map with every problem in it', async () => {
    const map = join(folder, 'map.json');
    writeFileSync(
      map,
      '{"Partners.csv":{"is":"partner","columns":{"partnerId":"x"},"dates":{"profile_reviewed_on":"dmy"},"x":1}}',
    );
    const refusal = await refusalBy('prepare-data', ['--from', from, '--to', to, '--map', map]);
    expect(refusal.split('\n')).toHaveLength(4);
    expect(refusal).toContain('got "partner"; allowed: null, or one of partners, contacts');
    expect(refusal).toContain('got "dmy"; allowed: one of day-month-year, month-day-year, year-month-day');
  });
});
