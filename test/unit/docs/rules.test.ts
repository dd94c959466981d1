import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const text = readFileSync(join(ROOT, 'docs/rules.md'), 'utf8');
const entries = text
  .split('\n- ')
  .slice(1)
  .map((entry) => entry.split('\n## ')[0] ?? '');
const built = entries.filter((entry) => !entry.includes('Not built yet'));
const tests = globSync('test/**/*.test.ts', { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file), 'utf8'));

describe('docs/rules.md', () => {
  it('has every chapter that is built', () => {
    const chapters = new Set(entries.map((entry) => /R-([A-Z]+)/.exec(entry)?.[1]));
    expect([...chapters]).toEqual([
      'CAL',
      'ROLE',
      'KPI',
      'MEM',
      'REN',
      'NOT',
      'EXP',
      'EXT',
      'DIR',
      'COMP',
      'LIC',
      'MRG',
    ]);
    expect(built).toHaveLength(67);
  });

  it.each(built.map((entry) => [/\*\*(R-[A-Z]+-\d+)/.exec(entry)?.[1] ?? entry, entry]))(
    '%s names code and a test that exist',
    (_, entry) => {
      const files = [...entry.matchAll(/`((?:shared|functions|infra|test)\/[^`]+)`/g)].map((match) => match[1] ?? '');
      expect(files.filter((file) => file.startsWith('test/')).length).toBeGreaterThan(0);
      expect(files.filter((file) => !file.startsWith('test/')).length).toBeGreaterThan(0);
      expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    },
  );

  it.each(built.map((entry) => /\*\*(R-[A-Z]+-\d+)/.exec(entry)?.[1] ?? entry))('%s is cited by a test', (rule) => {
    const cited = new RegExp(`${rule}(?!\\d)`);
    expect(tests.some((test) => cited.test(test))).toBe(true);
  });
});
