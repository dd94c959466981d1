/** Figures in sentences of the documents: each with where it comes from. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRICES } from '../../test/bench/cost/bill/prices.ts';
import { type FixedParts, fixedPartsOf } from '../../test/bench/cost/measure/fixed-parts.ts';
import { SCENARIOS } from '../../test/crash/support/scenarios.ts';
import { rulesOf } from '../../test/docs/rules.ts';
import { SHARES } from '../../test/fuzz/support/shares.ts';
import { conditionSites } from '../../test/mutation/condition-sites.ts';
import { resourcesOfType, synthesized } from '../../test/unit/infra/synthesized.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface Figure {
  readonly file: string;
  /** The sentence, there once, with a group for each figure. */
  readonly sentence: RegExp;
  /** Where they come from. */
  readonly from: string;
  /** `page`: the file itself, with the figures before this one put right. */
  readonly values: (page: string) => readonly string[];
}

/** The templates of stage prod; they take some seconds. */
const prod = once(() => synthesized({ stage: 'prod' }));

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The cells of the row of a table that begins with a name, without markup. */
function row(page: string, name: string, which = 0): string[] {
  const rows = page
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
  if (found === undefined) throw new Error(`no row "${name}"`);
  return found.slice(1);
}

const COSTS = 'docs/costs.md';
const MUTATION = 'docs/mutation.md';

/** Whole dollars a month, for 1,000, 100,000 and 1,000,000 memberships. */
const monthlyDollars = (): string[] => row(text(COSTS), 'Total').map((dollars) => String(Math.round(Number(dollars))));

const ruleCount = (): number => rulesOf(text('docs/rules.md')).filter(({ isBuilt }) => isBuilt).length;

/** Alarms of stage prod. */
const alarmCount = (): number => resourcesOfType(prod().operations, 'AWS::CloudWatch::Alarm').length;

/** What the templates of stage prod hold that is billed by the month. */
const fixed = (): FixedParts => fixedPartsOf(Object.values(prod().templates).flatMap((stack) => Object.values(stack)));

/** Dollars a month for alarms, dashboard, key and metrics; how many custom metrics there are stands in the page. */
function monitoringDollars(page: string): string {
  const { alarmMetrics, compositeAlarms, dashboards, keys } = fixed();
  const custom = Number(/(\d+) custom metrics/.exec(page)?.[1]);
  const alarms = alarmMetrics * PRICES.alarmMetric + compositeAlarms * PRICES.compositeAlarm;
  return (alarms + dashboards * PRICES.dashboard + keys * PRICES.key + custom * PRICES.customMetric).toFixed(2);
}

/** The lines of the bill, added up. */
function totalDollars(page: string): string[] {
  const bill = page.split('US dollars a month |')[1]?.split('| **Total**')[0] ?? '';
  const lines = [...bill.matchAll(/^\| [^|]+ \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$/gm)];
  const sums = [1, 2, 3].map((column) => lines.reduce((sum, line) => sum + Number(line[column]), 0));
  return sums.map((dollars) => (dollars < 100 ? dollars.toFixed(2) : dollars.toFixed(0)));
}

export const FIGURES: readonly Figure[] = [
  {
    file: COSTS,
    sentence: /(\d+) metrics that alarms watch/,
    from: 'the templates of stage prod',
    values: () => [String(fixed().alarmMetrics)],
  },
  {
    file: COSTS,
    sentence: /^\| Alarms, dashboard, metrics \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$/m,
    from: 'the templates of stage prod and the prices',
    values: (page) => Array(3).fill(monitoringDollars(page)),
  },
  {
    file: COSTS,
    sentence: /^\| Alarms, dashboard, metrics \| ([\d.]+) \| 0 \|/m,
    from: 'the templates of stage prod and the prices',
    values: (page) => [monitoringDollars(page)],
  },
  {
    file: COSTS,
    sentence: /\*\*Total\*\* \| \*\*([\d.]+)\*\* \| \*\*([\d.]+)\*\* \| \*\*([\d.]+)\*\*/,
    from: 'the lines above it',
    values: totalDollars,
  },
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
    sentence: /each of (\d+) scenarios/,
    from: 'test/crash/support/scenarios.ts',
    values: () => [String(SCENARIOS.length)],
  },
  ...[
    { file: 'docs/reliability.md', sentence: /\| more than ([\d,]+) inputs \|/ },
    { file: 'docs/hostile-input.md', sentence: /more than ([\d,]+) inputs, made by fast-check/ },
  ].map((place) => ({ ...place, from: 'test/fuzz/support/shares.ts', values: () => [fuzzedInputs()] })),
  {
    file: 'docs/mutation.md',
    sentence: /every such call in `shared` and `functions` \((\d+)\)/,
    from: 'test/mutation/condition-sites.ts',
    values: () => [String(conditionSites().length)],
  },
  {
    file: 'docs/reliability.md',
    sentence: /\| mutants \| ([\d,]+) of the rules, ([\d,]+) of the ledger \| ([\d.]+) % and ([\d.]+) % noticed/,
    from: MUTATION,
    values: mutants,
  },
];

/** The least that the fuzz tests take, in ten thousands. */
function fuzzedInputs(): string {
  const least = Object.values(SHARES).reduce((sum, share) => sum + share, 0);
  return (Math.floor(least / 10_000) * 10_000).toLocaleString('en-US');
}

function mutants(): string[] {
  const page = text(MUTATION);
  const [rules, ledger] = [row(page, 'all', 0), row(page, 'all', 1)];
  const grouped = (digits = ''): string => Number(digits).toLocaleString('en-US');
  const percent = (score = ''): string => score.replace(' %', '');
  return [grouped(rules[0]), grouped(ledger[0]), percent(rules[2]), percent(ledger[2])];
}

/** The page with the figures as they should be. @throws Error for a sentence that is not there, or there twice */
export function withFigures(file: string, page: string): string {
  return FIGURES.filter((figure) => figure.file === file).reduce(withFigure, page);
}

function withFigure(page: string, { file, sentence, values }: Figure): string {
  const found = [...page.matchAll(new RegExp(sentence, `dg${sentence.flags}`))];
  const [match] = found;
  if (match?.indices === undefined || found.length > 1)
    throw new Error(`${file} must say ${sentence} once, and says it ${found.length} times`);
  const places = match.indices.slice(1);
  return values(page).reduceRight((so, value, index) => {
    const [from, to] = places[index] ?? [0, 0];
    return `${so.slice(0, from)}${value}${so.slice(to)}`;
  }, page);
}
