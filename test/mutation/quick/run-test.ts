/** One test again, with what its suites do before and after each of their tests. */
import { type RunnerTestCase, type RunnerTestSuite, TestRunner } from 'vitest';

export type Test = RunnerTestCase;

/** The suites around a test, the outermost first. */
function suitesAround(test: Test): RunnerTestSuite[] {
  const suites: RunnerTestSuite[] = [];
  for (let suite = test.suite; suite; suite = suite.suite) suites.unshift(suite);
  return suites;
}

/** @throws what makes the test fail */
export async function runTest(test: Test): Promise<void> {
  const suites = suitesAround(test);
  const hooks = (name: 'beforeEach' | 'afterEach') =>
    suites.flatMap((suite) =>
      (TestRunner.getSuiteHooks(suite)[name] ?? []).map((hook) => () => hook(test.context, suite)),
    );
  try {
    for (const hook of hooks('beforeEach')) await hook();
    await TestRunner.getTestFn(test)();
  } finally {
    for (const hook of hooks('afterEach').toReversed()) await hook();
  }
}
