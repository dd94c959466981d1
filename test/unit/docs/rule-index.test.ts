import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cites } from '../../docs/citations.ts';
import { ruleIndex } from '../../docs/rule-index.ts';
import { rulesOf } from '../../docs/rules.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const rules = rulesOf(read('docs/rules.md'));
const index = read('docs/rule-index.md');

/** What the committed table says of each rule: the files of its two columns. */
const rows = new Map(
  [...index.matchAll(/^\| \[(R-[A-Z]+-\d+)\]\(.+?\)[^|]* \| (.*) \| (.*) \|$/gm)].map(([, id, code, tests]) => [
    id,
    { code: filesIn(code ?? ''), tests: filesIn(tests ?? '') },
  ]),
);

function filesIn(cell: string): string[] {
  return [...cell.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file]) => file ?? '');
}

describe('docs/rule-index.md', () => {
  it('is up to date; if not: node test/docs/rule-index.ts', () => {
    expect(index).toBe(ruleIndex(ROOT));
  });

  it('has every rule of docs/rules.md, in its order', () => {
    expect([...rows.keys()]).toEqual(rules.map(({ id }) => id));
  });

  it.each(rules.filter(({ isBuilt }) => isBuilt))('leads from $id to code, and to a test', ({ id }) => {
    const row = rows.get(id);
    expect(row?.code.length).toBeGreaterThan(0);
    expect(row?.tests.length).toBeGreaterThan(0);
  });

  it.each(rules)('names for $id only files that cite it', ({ id }) => {
    const { code, tests } = rows.get(id) ?? { code: [], tests: [] };
    expect([...code, ...tests].filter((file) => !cites(read(file), id))).toEqual([]);
  });

  it.each(rules.filter(({ isBuilt }) => !isBuilt))(
    'finds no code for $id, which docs/rules.md marks as not built yet',
    ({ id }) => {
      expect(rows.get(id)?.code).toEqual([]);
    },
  );
});
