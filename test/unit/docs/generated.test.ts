import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cronText } from '../../../docs/generator/cron-text.ts';
import { described } from '../../../docs/generator/described.ts';
import { FIGURES, withFigures } from '../../../docs/generator/figures.ts';
import { withBlock } from '../../../docs/generator/marked.ts';
import { PAGES } from '../../../docs/generator/pages.ts';
import { VARIABLES } from '../../../docs/generator/words/commands-of-npm.ts';
import { COLUMNS } from '../../import-columns.ts';

const ROOT = join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Made before the tests: the templates take their time. */
const pages = PAGES.map(({ file, made }) => ({ file, page: read(file), wanted: made(read(file), null) }));

describe('a generated document', () => {
  it('every figure is looked for in a page that is there', () => {
    expect(FIGURES.map(({ file }) => file).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('a figure is put right in its sentence, and nowhere else', () => {
    const [figure] = FIGURES;
    const page = read(figure?.file ?? '');
    const wrong = page.replace(/\d+ metrics that alarms watch/, '1 metrics that alarms watch');
    expect(wrong).not.toBe(page);
    expect(withFigures(figure?.file ?? '', wrong)).toBe(page);
    expect(() => withFigures(figure?.file ?? '', page + page)).toThrow('once');
  });

  it.each(pages)('$file is as `npm run docs` would make it', ({ page, wanted }) => {
    expect(page).toBe(wanted);
  });

  it('README.md has a place for what the demo says', () => {
    expect(withBlock(read('README.md'), 'demo', '')).toContain('<!-- end of demo -->');
  });

  it('a block is put between its comments, and nowhere else', () => {
    const page = (block: string) => `a\n<!-- x: made by \`npm run docs\` -->\n${block}<!-- end of x -->\nb\n`;
    expect(withBlock(page('old\n'), 'x', 'new\n')).toBe(page('new\n'));
    expect(() => withBlock('a\n', 'x', 'new\n')).toThrow('each once');
    expect(() => withBlock(page('') + page(''), 'x', 'new\n')).toThrow('each once');
  });

  it('a name without meaning is refused, and a meaning without name', () => {
    expect(described('it', ['a'], { a: 'first' })).toEqual([['a', 'first']]);
    expect(() => described('it', ['a', 'b'], { a: 'first' })).toThrow('it: docs/generator/words says nothing of b');
    expect(() => described('it', [], { a: 'first' })).toThrow('it: docs/generator/words speaks of a');
  });

  it.each([
    ['0 6 15 * ? *', 'on the 15th of each month, 06:00'],
    ['0 7 ? * 2#3 *', 'on the third Monday of each month, 07:00'],
    ['30 18 * * ? *', 'daily, 18:30'],
  ])('the schedule %s is told as %s', (cron, text) => {
    expect(cronText(cron)).toBe(text);
  });

  it.each(['0 6 15 3 ? *', '0 6 L * ? *', '0 6 ? * MON *'])('the schedule %s has no words', (cron) => {
    expect(() => cronText(cron)).toThrow(cron);
  });
});

describe('docs/costs.md', () => {
  const costs = read('docs/costs.md');
  const totals =
    /\*\*Total\*\* \| \*\*([\d.]+)\*\* \| \*\*([\d.]+)\*\* \| \*\*([\d.]+)\*\*/.exec(costs)?.slice(1) ?? [];
  const formula = /dollars a month = ([\d.]+) \+ memberships × ([\d.]+)/.exec(costs)?.slice(1).map(Number) ?? [];

  it.each([1_000, 100_000, 1_000_000].map((size, index) => ({ size, total: Number(totals[index]) })))(
    'the formula gives the total of $size memberships',
    ({ size, total }) => {
      const [always = 0, each = 0] = formula;
      expect(Math.abs(always + each * size - total) / total).toBeLessThan(0.01);
    },
  );
});

describe('docs/reference.md', () => {
  const reference = read('docs/reference.md');

  it.each(Object.entries(COLUMNS))('has the columns of %s.csv, in their order', (kind, columns) => {
    const section = reference.split(`\n### ${kind}.csv\n`)[1]?.split('\n## ')[0]?.split('\n### ')[0] ?? '';
    const named = [...section.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, column]) => column);
    expect(named).toEqual(columns.split(','));
  });

  it('speaks of every variable of the environment that the project reads', () => {
    const files = globSync(['infra/local/**/*.ts', 'test/**/*.ts', 'vitest.config.ts', 'docs/generator/*.ts'], {
      cwd: ROOT,
    });
    const code = files.filter((file) => !file.includes('generated.test.ts')).map(read);
    const own = /\b(?:process\.env|environment)\.([A-Z][A-Z_]+)/g;
    const found = new Set(code.flatMap((text) => [...text.matchAll(own)].map(([, name]) => name ?? '')));
    const others = ['AWS_LAMBDA_FUNCTION_NAME', 'COLOUR', 'HOME', 'PATH', 'POWERTOOLS_LOG_LEVEL', 'TZ'];
    expect([...found].filter((name) => !others.includes(name) && !Object.hasOwn(VARIABLES, name))).toEqual([]);
    const unread = Object.keys(VARIABLES).filter((name) => !code.some((text) => text.includes(name)));
    expect(unread).toEqual([]);
  });
});

describe('the documents', () => {
  const documents = globSync(
    ['*.md', 'docs/*.md', 'docs/decisions/*.md', 'docs/events/*.md', 'docs/examples/**/*.md'],
    { cwd: ROOT },
  ).sort();
  const anchors = new Map(documents.map((file) => [file, new Set(anchorsOf(read(file)))]));

  it.each(documents)('%s links to what is there', (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:)([^)\s]*)\)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !leadsSomewhere(file, link))).toEqual([]);
  });

  function leadsSomewhere(from: string, link: string): boolean {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? from : relative(ROOT, join(ROOT, dirname(from), path));
    if (!existsSync(join(ROOT, target))) return false;
    return anchor === undefined || anchors.get(target)?.has(anchor) === true;
  }

  /** As GitHub makes them; a heading that is there again gets a number. */
  function anchorsOf(text: string): string[] {
    const seen = new Map<string, number>();
    return [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => {
      const anchor = (heading ?? '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-');
      const times = seen.get(anchor) ?? 0;
      seen.set(anchor, times + 1);
      return times === 0 ? anchor : `${anchor}-${times}`;
    });
  }
});
