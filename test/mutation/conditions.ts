/**
 * Shows that the condition of every write is needed: makes one write after the other unconditional, and runs the tests
 * of the table until one of them fails. `npm run test:conditions [part of a site's name]`
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { conditionSites, type Site } from './condition-sites.ts';

const RESULTS = '.cache/mutation/condition.json';
const VITEST = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  'test/mutation/vitest.conditions.ts',
  '--bail',
  '1',
];
const REPORT = ['--reporter', 'json', '--outputFile', RESULTS];
/** The tests of races first, then all. */
const RACES = ['every-write-raced', 'races/*', 'people-races', 'set-aside-races', 'merge', 'enrolment/*'];
const FILES = [
  ...RACES.flatMap((name) => globSync(`test/integration/store/${name}.test.ts`).sort()),
  'test/integration/mail/send-slots.test.ts',
];
const TESTS = [...FILES.map((file) => [file]), []];

/**
 * The first of the tests that fails without the condition of a site, `''`: as it is. Null: none does.
 *
 * @throws if they cannot run at all
 */
function failureOf(site: string, tests: readonly string[]): string | null {
  rmSync(RESULTS, { force: true });
  const env = { ...process.env, CONDITION_SITE: site };
  const run = spawnSync(process.execPath, [...VITEST, ...REPORT, ...tests], { encoding: 'utf8', env });
  if (run.status === 0) return null;
  const failure = failedTest(JSON.parse(readFileSync(RESULTS, 'utf8')));
  if (failure === null) throw new Error(`${site}: the tests do not run: ${run.stderr}`);
  return failure;
}

/** Those that were seen to pass as the program is. */
const sound = new Set<readonly string[]>();

/** The first test that fails without the condition; null: none does. @throws if the tests fail with it, too */
function killerOf(site: string): string | null {
  for (const tests of TESTS) {
    const unharmed = sound.has(tests) ? null : failureOf('', tests);
    if (unharmed !== null) throw new Error(`the tests fail as it is: ${unharmed}`);
    sound.add(tests);
    const killer = failureOf(site, tests);
    if (killer !== null) return killer;
  }
  return null;
}

type Results = { testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[] };

function failedTest({ testResults }: Results): string | null {
  for (const { name, assertionResults } of testResults)
    for (const { status, fullName } of assertionResults)
      if (status === 'failed') return `${name.split('/').at(-1)}: ${fullName}`;
  return null;
}

const wanted = process.argv[2] ?? '';
const found: Site[] = conditionSites().filter(({ name }) => name.includes(wanted));
const survivors: Site[] = [];
for (const site of found) {
  const killer = killerOf(site.name);
  if (killer === null) survivors.push(site);
  console.log(`${killer === null ? 'SURVIVED' : 'killed  '}  ${site.name}  ${site.write}  ${killer ?? ''}`);
}
console.log(
  `${found.length} conditional writes: ${found.length - survivors.length} killed, ${survivors.length} survived`,
);
process.exitCode = survivors.length === 0 && found.length > 0 ? 0 : 1;
