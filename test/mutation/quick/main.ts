/**
 * Mutants of the rules in minutes: the program and its tests are loaded once, and one mutant after the other is turned on.
 * `npm run test:mutation:quick -- [--lines N --seed S | --chapter NAME …] [--constants]`
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';
import { drawLines, scoreWithError } from '../lines.ts';
import { isFound, isLeft, type Mutant, printReport, type Report } from '../mutants.ts';
import domain from '../vitest.domain.ts';
import { instrumentRules, type QuickMutant } from './instrument.ts';
import type { Result } from './try-mutants.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    quick: {
      /** The tests' files, and where results are written. */
      readonly files: readonly string[];
      readonly results: string;
      /** Those to be tried one after the other; none if one is on while everything is loaded. */
      readonly mutants: readonly QuickMutant[];
      readonly active: string | null;
    };
  }
}

const ROOT = process.cwd();
const FOLDER = '.cache/mutation';
const RESULTS = `${ROOT}/${FOLDER}/quick.jsonl`;
const MINUTE = 60_000;

const { values } = parseArgs({
  options: {
    lines: { type: 'string' },
    seed: { type: 'string', default: '1' },
    chapter: { type: 'string', multiple: true, default: [] },
    constants: { type: 'boolean', default: false },
  },
});

const { sources, code, mutants } = await instrumentRules();
const { include = [], exclude = [] } = domain.test ?? {};
const tests = globSync(include, { exclude }).map((file) => `${ROOT}/${file}`);

/** The mutants that the command line asks for. */
function wanted(): QuickMutant[] {
  const { chapter: chapters } = values;
  if (chapters.length > 0)
    return mutants.filter(({ file }) => chapters.some((name) => file.startsWith(`shared/domain/${name}/`)));
  if (!values.lines) return mutants;
  const drawn = new Set(
    drawLines(Number(values.lines), Number(values.seed)).map(({ file, line }) => `${file}:${line}`),
  );
  return mutants.filter(({ file, location }) => drawn.has(`${file}:${location.start.line}`));
}

/** Loads the tests, with one mutant on from the beginning (`active`), and runs them. */
async function load(
  files: readonly string[],
  tried: readonly QuickMutant[],
  active: string | null,
): Promise<'passed' | 'failed' | 'not loaded'> {
  const vitest = await startVitest(
    'test',
    [],
    {
      config: false,
      watch: false,
      include: ['test/mutation/quick/all-tests.ts'],
      isolate: false,
      // The cache's key does not include the mutants.
      fsModuleCache: false,
      maxWorkers: 1,
      testTimeout: 5 * MINUTE,
      bail: active === null ? 0 : 1,
      silent: true,
      reporters: active === null ? ['dot'] : [{}],
      dangerouslyIgnoreUnhandledErrors: true,
      env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
      provide: { quick: { files, results: RESULTS, mutants: tried, active } },
    },
    {
      plugins: [
        { name: 'mutants', enforce: 'pre', transform: (_, id) => code.get(id.replace(`${ROOT}/`, '')) ?? null },
      ],
    },
  );
  const [module] = vitest.state.getTestModules();
  await vitest.close();
  if (!module || module.errors().length > 0) return 'not loaded';
  return module.ok() ? 'passed' : 'failed';
}

const tried = wanted();
mkdirSync(FOLDER, { recursive: true });
rmSync(RESULTS, { force: true });
if ((await load(tests, tried, null)) !== 'passed')
  throw new Error('the tests fail as it is, or with mutants: see above');

const [first = '', ...lines] = readFileSync(RESULTS, 'utf8').trimEnd().split('\n');
const results = new Map(lines.map((line): [string, Result] => [JSON.parse(line).id, JSON.parse(line)]));
if (values.constants) for (const mutant of tried.filter(isConstant)) await tryConstant(mutant);
const dropped = [...JSON.parse(first).leftOut, ...[...results.values()].flatMap(({ spoiled = [] }) => spoiled)];
for (const test of dropped)
  console.log(`not run, because it takes too long, or does not pass twice or after a mutant: ${test}`);
report();

/** No test has shown what it does, because it does it while everything is loaded. */
function isConstant({ id }: QuickMutant): boolean {
  const { status, atLoad } = results.get(id) ?? {};
  return status === 'Ignored' || (status === 'Survived' && atLoad === true);
}

/** By the tests of its chapter, and those that have found other mutants of it: all of them would take too long. */
async function tryConstant({ id, file }: QuickMutant): Promise<void> {
  const outcomes = { passed: 'Survived', failed: 'Killed', 'not loaded': 'RuntimeError' } as const;
  const chapter = chapterOf(file);
  const finders = tried.filter((other) => chapterOf(other.file) === chapter).map((other) => results.get(other.id)?.by);
  const near = tests.filter(
    (test) => chapterOf(test) === chapter || finders.some((finder) => finder?.startsWith(`${test} `)),
  );
  results.set(id, { id, atLoad: true, status: outcomes[await load(near, [], id)] });
}

/** The folder of the rules' code or of their tests. */
function chapterOf(file: string): string | undefined {
  return /(?:domain|rules|unit)\/([a-z]+)\//.exec(file.replace('unit/rules/', 'rules/'))?.[1];
}

function report(): void {
  const all: Mutant[] = [];
  const report: Report = { files: {} };
  for (const { id, file, ...mutant } of tried) {
    const became = { ...mutant, status: results.get(id)?.status ?? 'Ignored' };
    report.files[file] ??= { source: sources.get(file) ?? '', mutants: [] };
    report.files[file].mutants.push(became);
    all.push(became);
  }
  writeFileSync(`${FOLDER}/quick.json`, JSON.stringify(report));
  printReport('quick', report);
  const [found, left] = [all.filter(isFound).length, all.filter(isLeft).length];
  const untried = all.filter(({ status }) => status === 'Ignored').length;
  console.log(`\n${found + left} tried: ${scoreWithError(found, left)}; ${untried} of constants not tried`);
}
