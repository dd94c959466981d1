/**
 * Shows that each rule has a test which fails without it: breaks the code that cites the rule, one small change at a
 * time, and runs the tests that name the rule in their title until one of the changes is noticed.
 * `npm run test:rules [R-KPI-3 …]`
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { citationsIn } from '../docs/citations.ts';
import { rulesOf } from '../docs/rules.ts';
import { type Break, breaksOf } from './rule-breaks.ts';

const ROOT = join(import.meta.dirname, '../..');
const RESULTS = '.cache/mutation/rule.json';
const VITEST = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/mutation/vitest.rules.ts', '--bail', '1'];
const REPORT = ['--reporter', 'json', '--outputFile', RESULTS];
/** Changes that are tried at most: one that is noticed is enough. */
const MAX_TRIES = 8;

type Results = { testResults: { assertionResults: { status: string; fullName: string }[] }[] };

/** The test that fails with the change, among those that name the rule; null: none does. */
function killerOf(rule: string, files: readonly string[], change: Break | null): string | null {
  rmSync(RESULTS, { force: true });
  const env = { ...process.env, RULE_BREAK: JSON.stringify(change) };
  const named = ['-t', `${rule}(?!\\d)`];
  const run = spawnSync(process.execPath, [...VITEST, ...REPORT, ...named, ...files], { encoding: 'utf8', env });
  if (run.status === 0) return null;
  const { testResults } = JSON.parse(readFileSync(RESULTS, 'utf8')) as Results;
  const failed = testResults.flatMap(({ assertionResults }) => assertionResults).find(isFailed);
  // A file that cannot be loaded fails without a test: that proves nothing.
  return failed?.fullName ?? null;
}

/** Of what is decided the tests without a table, where there are some: they take a second. */
function testsFor({ file }: Break, named: readonly string[]): readonly string[] {
  const fast = named.filter((test) => test.startsWith('test/unit/'));
  return fast.length > 0 && file.startsWith('shared/domain/') ? fast : named;
}

const isFailed = ({ status }: { status: string }): boolean => status === 'failed';

/** Whether a test that names the rule notices one of the changes. @throws if the tests fail as it is */
function isProved(rule: string): boolean {
  const { code, tests } = citations(rule);
  const named = tests
    .filter(({ file, titles }) => titles.length > 0 && /^test\/(unit|workflow|integration)\//.test(file))
    .map(({ file }) => file);
  const unharmed = killerOf(rule, named, null);
  if (unharmed !== null) throw new Error(`the tests fail as it is: ${unharmed}`);
  return changesOf(rule, code).some((change) => {
    const killer = killerOf(rule, testsFor(change, named), change);
    const { file, line, was, becomes } = change;
    console.log(`${killer ? 'noticed ' : 'survived'}  ${rule}  ${file}:${line}  ${was} → ${becomes}  ${killer ?? ''}`);
    return killer !== null;
  });
}

/** One of each file in turn: what one file says may be said by another's tests. */
function changesOf(rule: string, code: readonly string[]): Break[] {
  const shipped = code.filter((file) => /^(shared|functions)\//.test(file));
  const breaks = shipped.map((file) => breaksOf(rule, file));
  const inTurn = Array.from({ length: MAX_TRIES }, (_, place) => breaks.flatMap((all) => all[place] ?? []));
  return inTurn.flat().slice(0, MAX_TRIES);
}

const citations = citationsIn(ROOT);
const wanted = process.argv.slice(2);
const rules = rulesOf(readFileSync(join(ROOT, 'docs/rules.md'), 'utf8'))
  .filter(({ id, isBuilt }) => isBuilt && (wanted.length === 0 || wanted.includes(id)))
  .map(({ id }) => id);
const unproved = rules.filter((rule) => !isProved(rule));
console.log(`${rules.length} rules, ${unproved.length} of them without a test that notices: ${unproved.join(', ')}`);
process.exitCode = unproved.length === 0 && rules.length > 0 ? 0 : 1;
