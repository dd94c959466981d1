/**
 * Program years against a model of the rules: `npm run test:sim -- --seeds 200`. Each seed is a program, its year, and
 * all that goes wrong in it; a seed that fails is shrunk to a small year that still does, and comes out the same
 * whenever it is run. The small year can be run by itself.
 */
import './quiet.ts';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { differencesFromModel } from './checks/compare.ts';
import { type Plan, plan } from './input/plan.ts';
import { rareIn } from './rare.ts';
import { shrink } from './shrink.ts';
import { runYear } from './year.ts';

const HELP = `npm run test:sim -- [--seeds N] [--first S] [--shrink SECONDS] | --year FILE

Runs program years with random partners, commands and faults, and compares each with a model of the rules.
(The command \`npm run simulate\` is another one: it simulates a program of your own.)

  --seeds N   program years, each of its own seed (default 200)
  --first S   the first seed (default 1); with --seeds 1: that seed alone
  --shrink S  how long a year that fails is made smaller, at most, in seconds (default 30; 0: not at all)
  --year F    runs one year from a file that an earlier failure was written to (out/years/SEED.json), and nothing else
`;
const SHRINKING_SECONDS = 30;

const { values } = parseArgs({
  options: {
    ...{ seeds: { type: 'string' }, first: { type: 'string' }, shrink: { type: 'string' }, year: { type: 'string' } },
    help: { type: 'boolean' },
  },
});

type Totals = {
  years: number;
  mails: number;
  executions: number;
  repeated: number;
  uncertain: number;
  commands: Record<string, number>;
  /** In how many years. */
  rare: Record<string, number>;
  faults: Record<string, number>;
  disruptions: Record<string, number>;
};

const totals: Totals = {
  years: 0,
  mails: 0,
  executions: 0,
  repeated: 0,
  uncertain: 0,
  commands: {},
  rare: {},
  faults: {},
  disruptions: {},
};
const fingerprint = createHash('sha256');

/** @throws Error if an invariant does not hold, or the model says otherwise */
async function check(lived: Plan, counts: boolean): Promise<void> {
  const year = await runYear(lived);
  const found = differencesFromModel(lived, year);
  if (found.length > 0)
    throw new Error(`${found.length} differences from the model:\n${found.slice(0, 10).join('\n')}`);
  if (!counts) return;
  const { world, executions } = year;
  const notices = new Set(world.mails.map(({ noticeId }) => noticeId));
  totals.years += 1;
  totals.mails += world.mails.length;
  totals.executions += executions.count;
  totals.repeated += world.mails.length - notices.size;
  totals.uncertain += year.uncertain.length;
  add(totals.commands, countsOf(executions.commands.map(({ command, outcome }) => `${command.command} ${outcome}`)));
  add(totals.rare, countsOf(rareIn(year)));
  add(totals.faults, executions.faults.made);
  add(totals.disruptions, countsOf(lived.disruptions.map(({ what }) => what)));
  add(totals.disruptions, countsOf(lived.events.map(({ what }) => `event ${what}`)));
  for (const item of world.table.dump()) fingerprint.update(item);
  for (const mail of world.mails) fingerprint.update(JSON.stringify(mail));
}

function add(to: Record<string, number>, more: Record<string, number>): void {
  for (const [name, count] of Object.entries(more)) to[name] = (to[name] ?? 0) + count;
}

function countsOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** @returns the file that it was written to */
function kept(seed: number, smallest: unknown): string {
  const file = `out/years/${seed}.json`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(smallest, null, 1)}\n`);
  return file;
}

/** @returns why the year fails; null: it does not */
async function failureOf(lived: Plan, counts = false): Promise<string | null> {
  try {
    await check(lived, counts);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function checkSeed(seed: number, seconds: number): Promise<string | null> {
  const [drawn] = fc.sample(plan, { seed, numRuns: 1 });
  if (drawn === undefined) throw new Error(`seed ${seed} draws nothing`);
  const why = await failureOf(drawn, true);
  if (why === null) return null;
  const smallest = await shrink(drawn, why, failureOf, seconds);
  const { removed } = smallest;
  return `seed ${seed}, ${removed} elements left out: ${smallest.why}\nthe year: ${kept(seed, smallest.plan)}`;
}

async function checkFile(file: string): Promise<void> {
  const why = await failureOf(JSON.parse(readFileSync(file, 'utf8')), true);
  console.log(why === null ? `ok ${file}` : `not ok ${file}: ${why}`);
  report(why === null ? 1 : 0, why === null ? 0 : 1);
}

async function main(): Promise<void> {
  const seeds = Number(values.seeds ?? 200);
  const first = Number(values.first ?? 1);
  const seconds = Number(values.shrink ?? SHRINKING_SECONDS);
  if (!Number.isInteger(seeds) || seeds < 1 || !Number.isInteger(first) || !(seconds >= 0))
    throw new Error(`--seeds and --first take whole numbers, --shrink a number\n\n${HELP}`);
  const began = performance.now();
  const failures: string[] = [];
  for (let seed = first; seed < first + seeds; seed += 1) {
    const failure = await checkSeed(seed, seconds);
    if (failure === null) continue;
    failures.push(failure);
    console.log(`not ok ${failure}`);
  }
  const took = Math.round((performance.now() - began) / 1_000);
  console.log(`seeds ${first} … ${first + seeds - 1}: ${JSON.stringify(totals)} in ${took} s`);
  console.log(`fingerprint ${fingerprint.digest('hex').slice(0, 16)}`);
  report(seeds - failures.length, failures.length);
}

function report(passed: number, failed: number): void {
  const counts = { passed, failed, skipped: 0 };
  const file = process.env.TEST_COUNTS;
  if (file) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ total: counts, suites: { years: counts } })}\n`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

if (values.help) console.log(HELP);
else if (values.year !== undefined) await checkFile(values.year);
else await main();
