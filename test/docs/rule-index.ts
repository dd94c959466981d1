/**
 * Writes `docs/rule-index.md`: for each rule of `docs/rules.md`, the code and the tests that cite its number.
 *
 *   node test/docs/rule-index.ts           writes it
 *   node test/docs/rule-index.ts --check   says whether it is up to date, by its exit code
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Citations, type CitingTest, citationsIn } from './citations.ts';
import { type Rule, rulesOf } from './rules.ts';

const FILE = 'docs/rule-index.md';

const HEAD = `# From a rule to its code and its tests

Made by \`npm run docs\` from the numbers that code and tests cite; do not edit. What the rules say: [rules.md](rules.md).

- **Code**: the files of \`shared\`, \`functions\` and \`infra\` that cite the rule. Those of \`shared/domain\` decide it and come first; those of
  \`infra/local/sample\` are made-up partners to whom it happens, and come last.
- **Tests**: the names of those that cite it, after their file; then files that cite it elsewhere. To run one:
  \`npx vitest run <file> -t '<a part of the name>'\`. \`%s\` and \`$name\` stand for the values of a table.
`;

/** The whole document, for the rules of `root`. */
export function ruleIndex(root: string): string {
  const citations = citationsIn(root);
  const chapters = Map.groupBy(rulesOf(readFileSync(join(root, 'docs/rules.md'), 'utf8')), ({ chapter }) => chapter);
  const tables = [...chapters].map(([chapter, rules]) => {
    const rows = rules.map((rule) => rowOf(rule, citations(rule.id)));
    return `## ${chapter}\n\n| rule | code | tests |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return [HEAD, ...tables].join('\n');
}

function rowOf(rule: Rule, { code, tests }: Citations): string {
  const { id, name, anchor, isBuilt } = rule;
  const head = `[${id}](rules.md#${anchor}) ${plain(name)}${isBuilt ? '' : ' *(not built yet)*'}`;
  const named = tests.filter(({ titles }) => titles.length > 0).map(namedTests);
  const others = tests.filter(({ titles }) => titles.length === 0).map(({ file }) => link(file));
  return `| ${head} | ${code.map(link).join('<br>')} | ${[...named, ...others].join('<br>')} |`;
}

const namedTests = ({ file, titles }: CitingTest): string =>
  [link(file), ...titles.map((title) => `· ${plain(title)}`)].join('<br>');

const link = (file: string): string => `[${file}](../${file})`;

/** As text of a cell: nothing of it is markup. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\|<*_[\]`]/g, '\\$&');

if (import.meta.main) {
  const root = join(import.meta.dirname, '../..');
  const text = ruleIndex(root);
  if (!process.argv.includes('--check')) writeFileSync(join(root, FILE), text);
  else if (readFileSync(join(root, FILE), 'utf8') !== text) {
    console.error(`${FILE} is out of date: run node test/docs/rule-index.ts`);
    process.exitCode = 1;
  }
}
