/** One mutant after the other, each by the tests that meet it, until one fails. */
import { appendFileSync } from 'node:fs';
import type { Mutant } from '../mutants.ts';
import type { QuickMutant } from './instrument.ts';
import { runTest, type Test } from './run-test.ts';
import { allow, Hang, isOverdue, recordInto, turnOn } from './switches.ts';

/** A test may take so much longer with a mutant than without, and a second more: in milliseconds. */
const TIMES_LONGER = 10;
const LEEWAY = 1_000;
/** Milliseconds that a test may take as the program is: those that take longer are left out. */
const LONGEST = 1_500;

/** `atLoad`: loading meets the mutant, too, when it is off. */
export type Result = { id: string; status: Mutant['status']; atLoad: boolean; by?: string; spoiled?: string[] };

/** Milliseconds by test, as the program is; those that take too long, or do not pass a second time, are left out. */
async function durations(tests: Iterable<Test>): Promise<Map<Test, number>> {
  const taken = new Map<Test, number>();
  for (const test of tests) {
    const began = performance.now();
    const failed = await fails(test, LONGEST);
    const duration = performance.now() - began;
    if (!failed && duration <= LONGEST) taken.set(test, duration);
  }
  return taken;
}

/** `milliseconds`: how long it may take. */
async function fails(test: Test, milliseconds = Number.POSITIVE_INFINITY): Promise<false | 'Killed' | 'Timeout'> {
  const { promise: isOver, reject } = Promise.withResolvers<never>();
  const timer = Number.isFinite(milliseconds) ? setTimeout(() => reject(new Hang()), milliseconds) : undefined;
  allow(milliseconds);
  try {
    await Promise.race([runTest(test), isOver]);
    return false;
  } catch (error) {
    return error instanceof Hang || isOverdue() ? 'Timeout' : 'Killed';
  } finally {
    clearTimeout(timer);
    allow(Number.POSITIVE_INFINITY);
  }
}

/** Which mutants each test meets, and which are met while everything is loaded. */
export type Met = { byTest: ReadonlyMap<Test, ReadonlySet<string>>; atLoad: ReadonlySet<string> };

/**
 * Results are lines of JSON in the file `results`, after one about the tests. `Ignored`: only loading meets the mutant.
 * A test that fails without its mutant, too, because the mutant left something behind, is not run again.
 */
export async function tryMutants(
  mutants: readonly QuickMutant[],
  { byTest, atLoad }: Met,
  results: string,
): Promise<void> {
  recordInto(null);
  const milliseconds = await durations(byTest.keys());
  const tell = (result: object): void => appendFileSync(results, `${JSON.stringify(result)}\n`);
  tell({
    tests: milliseconds.size,
    leftOut: [...byTest.keys()].filter((test) => !milliseconds.has(test)).map(nameOf),
  });
  const tests = [...milliseconds.keys()].sort((a, b) => milliseconds.get(a)! - milliseconds.get(b)!);
  const killers = new Map<string, Test[]>();
  for (const { id, file } of mutants) {
    const known = killers.get(file) ?? [];
    const meeting = [...new Set([...known, ...tests])].filter(
      (test) => milliseconds.has(test) && byTest.get(test)?.has(id),
    );
    const isConstant = meeting.length === 0 && atLoad.has(id);
    const { status, by, spoiled }: Tried = isConstant
      ? { status: 'Ignored' }
      : await tryMutant(id, meeting, milliseconds);
    tell({ id, status, atLoad: atLoad.has(id), by: by && nameOf(by), spoiled: spoiled?.map(nameOf) });
    if (by) killers.set(file, [by, ...known.filter((test) => test !== by)]);
    for (const test of spoiled ?? []) milliseconds.delete(test);
  }
}

/** `by`: the test that failed. `spoiled`: tests that have failed ever since. */
type Tried = { status: Mutant['status']; by?: Test; spoiled?: Test[] };

async function tryMutant(id: string, tests: readonly Test[], milliseconds: ReadonlyMap<Test, number>): Promise<Tried> {
  if (tests.length === 0) return { status: 'NoCoverage' };
  const spoiled: Test[] = [];
  for (const test of tests) {
    turnOn(id);
    const status = await fails(test, TIMES_LONGER * (milliseconds.get(test) ?? 0) + LEEWAY);
    turnOn(null);
    if (!status) continue;
    if (!(await fails(test))) return { status, by: test, spoiled };
    spoiled.push(test);
  }
  return { status: 'Survived', spoiled };
}

const nameOf = ({ fullTestName }: Test): string => fullTestName;
