import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../docs/generator/fields.ts';
import { STARTER, writeStarter } from '../../../infra/local/starter/write-starter.ts';
import { programConfig } from '../../../shared/domain/config/program-config.ts';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { readFolder } from '../../../shared/import/folder.ts';
import { COLUMNS } from '../../import-columns.ts';

const folder = mkdtempSync(join(tmpdir(), 'starter-'));
afterAll(() => rmSync(folder, { recursive: true }));

let folders = 0;
const fresh = (): string => join(folder, String(++folders));

const problemsOf = async (dir: string): Promise<string[]> => {
  const read = await readFolder(dir, { importedOn: civilDateOf('2027-01-01') });
  return 'problems' in read ? read.problems.map(formatProblem) : [];
};

describe('the starter folder', () => {
  it('has every file, each with all of its columns and two rows', () => {
    for (const [kind, columns] of Object.entries(COLUMNS)) {
      const lines = readFileSync(join(STARTER, `${kind}.csv`), 'utf8').split('\n');
      expect(lines[0], kind).toBe(columns);
      expect(
        lines.slice(1).filter((line) => line !== ''),
        kind,
      ).toHaveLength(2);
    }
  });

  it('is good input on the day that init names', async () => {
    expect(await problemsOf(STARTER)).toEqual([]);
  });

  it('is good input with partners, contacts and memberships alone', async () => {
    const dir = fresh();
    await writeStarter(dir);
    const needed = ['partners.csv', 'contacts.csv', 'memberships.csv', 'program.json'];
    for (const name of readdirSync(dir)) if (!needed.includes(name)) rmSync(join(dir, name));
    expect(await problemsOf(dir)).toEqual([]);
  });

  it('has every field of the program configuration, the optional ones with their defaults', () => {
    const config = JSON.parse(readFileSync(join(STARTER, 'program.json'), 'utf8'));
    const written = new Set(pathsOf(config, ''));
    expect(fieldsOf(programConfig).filter(({ path }) => !written.has(path))).toEqual([]);
    for (const { path, fallback } of fieldsOf(programConfig))
      if (fallback !== null && !path.includes('[') && path !== 'extensions')
        expect([path, config[path]]).toEqual([path, fallback.value]);
  });

  it('is refused where there is anything, and nothing is written', async () => {
    const dir = fresh();
    mkdirSync(dir);
    writeFileSync(join(dir, 'mine.txt'), '');
    await expect(writeStarter(dir)).rejects.toThrow(
      `init: ${dir} holds "mine.txt"; allowed: a folder that is empty or not there yet`,
    );
    await expect(writeStarter(join(dir, 'mine.txt'))).rejects.toThrow(/mine\.txt cannot be written/);
    expect(readdirSync(dir)).toEqual(['mine.txt']);
  });

  it('leaves nothing beside it, and comes into an empty folder, too', async () => {
    const around = fresh();
    mkdirSync(join(around, 'own'), { recursive: true });
    await writeStarter(join(around, 'own'));
    expect(readdirSync(around)).toEqual(['own']);
    expect(readdirSync(join(around, 'own'))).toEqual(readdirSync(STARTER));
  });
});

/** As the reference writes them. */
function pathsOf(value: unknown, before: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOf(item, `${before}[]`));
  if (typeof value !== 'object' || value === null) return [before];
  const own = before === '' ? [] : [before.replace(/\[\]$/, '')];
  return [
    ...own,
    ...Object.entries(value).flatMap(([name, item]) => pathsOf(item, before === '' ? name : `${before}.${name}`)),
    ...Object.keys(value).map((name) => (before === '' ? name : `${before}.${name}`)),
  ];
}
