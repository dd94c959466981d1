import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

type Counts = {
  passed: number;
  failed: number;
  skipped: number;
};

const line = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

const sum = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

const countsOf = (module: TestModule): Counts => {
  const broken = [module, ...module.children.allSuites()].filter((part) => part.errors().length > 0);
  const counts = { ...NOTHING, failed: broken.length };
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    counts[state === 'pending' ? 'failed' : state] += 1;
  }
  return counts;
};

/**
 * Ends every run with one plain line of true counts, `N passed, N failed`, which a script can read.
 *
 * What keeps tests from running at all (a file that cannot be imported, a hook that throws, an unhandled error) counts
 * as a failure too: otherwise a broken file would look like a file without tests.
 *
 * With `TEST_COUNTS=FILE` the counts per suite are also written to that file as JSON.
 */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const suites = new Map<string, Counts>();
    for (const module of modules) {
      const name = module.project.name;
      suites.set(name, sum(suites.get(name) ?? NOTHING, countsOf(module)));
    }
    const total = [...suites.values()].reduce(sum, { ...NOTHING, failed: unhandled.length });
    this.#write({ total, suites: Object.fromEntries(suites) });
    console.log(`\n${line(total)}`);
  }

  #write(result: { total: Counts; suites: Record<string, Counts> }): void {
    const file = process.env.TEST_COUNTS;
    if (!file) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(result)}\n`);
  }
}
