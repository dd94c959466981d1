/** Which files and tests cite a rule by its number. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Paths from the root. `titles`: of the tests (`it`, `describe`) that cite the rule in their name, in the order of the
 * file.
 */
export type CitingTest = { file: string; titles: string[] };
export type Citations = { code: string[]; tests: CitingTest[] };

/**
 * Where rules are decided comes first, and what only shows them last. A file belongs to the longest of these that it
 * begins with.
 */
const CODE = ['shared/domain/', 'shared/workflows/', 'shared/', 'functions/', 'infra/', 'infra/local/sample/'];
const TESTS = ['test/unit/rules/', 'test/unit/', 'test/workflow/', 'test/integration/', 'test/'];

/**
 * A title follows `it(`, `describe(`, or the table of an `each`: `])('…'`; or it is the name of a row there:
 * `['R-KPI-3: …'`.
 */
const TITLE =
  /(?:\b(?:it|test|describe)(?:\.(?!each\b)\w+)*\(|\)\(|\[(?=\s*['"`]R-[A-Z]+-\d+: ))\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;

/** Reads every file once, and then looks up as many rules as are asked for. */
export function citationsIn(root: string): (rule: string) => Citations {
  const code = filesOf('{shared,functions,infra}/**/*.ts', root, CODE);
  const tests = filesOf('test/**/*.test.ts', root, TESTS).map((test) => ({ ...test, titles: titlesIn(test.text) }));
  return (rule) => ({
    code: code.filter(({ text }) => cites(text, rule)).map(({ file }) => file),
    tests: tests
      .filter(({ text }) => cites(text, rule))
      .map(({ file, titles }) => ({ file, titles: titles.filter((title) => cites(title, rule)) })),
  });
}

/** `R-KPI-1` is not cited by `R-KPI-11`. */
export const cites = (text: string, rule: string): boolean => new RegExp(`\\b${rule}(?!\\d)`).test(text);

function filesOf(pattern: string, root: string, order: readonly string[]): { file: string; text: string }[] {
  return globSync(pattern, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .toSorted((a, b) => rank(a, order) - rank(b, order))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

function rank(file: string, order: readonly string[]): number {
  const [folder = ''] = order.filter((each) => file.startsWith(each)).sort((a, b) => b.length - a.length);
  return order.indexOf(folder);
}

/** The names of `describe`, `it` and `test`, in the order of the file. */
export const titlesIn = (text: string): string[] =>
  [...text.matchAll(TITLE)].map(([, , title = '']) => title.replace(/\\(['"`])/g, '$1'));
