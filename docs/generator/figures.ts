/** Figures in sentences of the documents: each with where it comes from. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesOf } from '../../test/docs/rules.ts';
import { resourcesOfType, synthesized } from '../../test/unit/infra/synthesized.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface Figure {
  readonly file: string;
  /** The sentence, there once, with a group for each figure. */
  readonly sentence: RegExp;
  /** Where they come from. */
  readonly from: string;
  readonly values: () => readonly string[];
}

const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The cells of the row of a table that begins with a name, without markup. */
function row(file: string, name: string, which = 0): string[] {
  const rows = text(file)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.replaceAll('*', '').trim()),
    )
    .filter(([first]) => first === name);
  const found = rows[which];
  if (found === undefined) throw new Error(`${file} has no row "${name}"`);
  return found.slice(1);
}

const COSTS = 'docs/costs.md';
const MUTATION = 'docs/mutation.md';

/** Whole dollars a month, for 1,000, 100,000 and 1,000,000 memberships. */
const monthlyDollars = (): string[] => row(COSTS, 'Total').map((dollars) => String(Math.round(Number(dollars))));

const ruleCount = (): number => rulesOf(text('docs/rules.md')).filter(({ isBuilt }) => isBuilt).length;

/** Alarms of stage prod. */
const alarmCount = (): number =>
  resourcesOfType(synthesized({ stage: 'prod' }).operations, 'AWS::CloudWatch::Alarm').length;

export const FIGURES: readonly Figure[] = [
  ...['README.md', 'docs/deploying.md'].map((file) => ({
    file,
    sentence: /\$(\d+) for\s+1,000 memberships, \$(\d+) for\s+100,000,? and \$(\d+) for\s+1,000,000/,
    from: COSTS,
    values: monthlyDollars,
  })),
  {
    file: 'README.md',
    sentence: /one of the (\d+) rules/,
    from: 'docs/rules.md',
    values: () => [String(ruleCount())],
  },
  {
    file: 'README.md',
    sentence: /(\d+) \[decision records\]/,
    from: 'docs/decisions',
    values: () => [String(globSync('docs/decisions/[0-9]*.md', { cwd: ROOT }).length)],
  },
  {
    file: 'README.md',
    sentence: /The (\d+) alarms/,
    from: 'the templates of stage prod',
    values: () => [String(alarmCount())],
  },
  {
    file: 'docs/reliability.md',
    sentence: /\| mutants \| ([\d,]+) of the rules, ([\d,]+) of the ledger \| ([\d.]+) % and ([\d.]+) % noticed/,
    from: MUTATION,
    values: mutants,
  },
];

function mutants(): string[] {
  const [rules, ledger] = [row(MUTATION, 'all', 0), row(MUTATION, 'all', 1)];
  const grouped = (digits = ''): string => Number(digits).toLocaleString('en-US');
  const percent = (score = ''): string => score.replace(' %', '');
  return [grouped(rules[0]), grouped(ledger[0]), percent(rules[2]), percent(ledger[2])];
}

/** The page with the figures as they should be. @throws Error for a sentence that is not there, or there twice */
export function withFigures(file: string, page: string): string {
  return FIGURES.filter((figure) => figure.file === file).reduce(withFigure, page);
}

function withFigure(page: string, { file, sentence, values }: Figure): string {
  const found = [...page.matchAll(new RegExp(sentence, 'dg'))];
  const [match] = found;
  if (match?.indices === undefined || found.length > 1)
    throw new Error(`${file} must say ${sentence} once, and says it ${found.length} times`);
  const places = match.indices.slice(1);
  return values().reduceRight((so, value, index) => {
    const [from, to] = places[index] ?? [0, 0];
    return `${so.slice(0, from)}${value}${so.slice(to)}`;
  }, page);
}
