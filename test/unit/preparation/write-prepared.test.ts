import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requireOwnFolder, writePrepared } from '../../../infra/local/preparation/write-prepared.ts';
import { CLEAN, folderWith, lines, prepared, removeFolders } from './support/prepared.ts';

removeFolders();

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

  it('is taken where a preparation was stopped at its very beginning, and nothing of that stays', async () => {
    const dir = folderWith({ '.changes.csv.unfinished': 'file', '.employees.csv.unfinished': '' });
    await expect(requireOwnFolder(dir)).rejects.toThrow('holds ".employees.csv.unfinished"');
    writeFileSync(join(dir, 'changes.csv'), '');
    await requireOwnFolder(dir);
    await writePrepared(dir, new Map(), []);
    expect(readdirSync(dir)).toEqual(['changes.csv']);
    await requireOwnFolder(folderWith({ '.changes.csv.unfinished': 'file' }));
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
