import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const SECOND = 1_000;

/** With PARITY=1 the integration tests meet AWS's own DynamoDB Local instead of the embedded engine. */
const parity = process.env.PARITY === '1';

/** With CRASH=1 the crash explorer runs, too: minutes. */
const crash = process.env.CRASH === '1';

/** With PAGE=1 Chromium looks at the page and the report, too. */
const page = process.env.PAGE === '1';

/** Fuzz tests take so many times their inputs. */
const fuzzRuns = Number(process.env.FUZZ_RUNS ?? 1);

/** One kind of test: its files, how long one test or hook of it may take (in seconds), and what else is different. */
const suite = (
  name: string,
  include: string,
  seconds: number,
  more: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration => ({
  extends: true,
  test: { name, include: [include], testTimeout: seconds * SECOND, hookTimeout: seconds * SECOND, ...more },
});

/**
 * For files that leave nothing behind in a module: each of them would load the program anew otherwise, which takes
 * longer than its tests.
 */
const SHARED_MODULES = { isolate: false };

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default', './test/reporter.ts'],
    // No test may ever meet a real account, whatever the machine it runs on is logged in to.
    env: {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_SESSION_TOKEN: '',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      // Handlers that tests call directly say nothing; those of the embedded cloud log to files, at a level of its own.
      POWERTOOLS_LOG_LEVEL: 'SILENT',
    },
    projects: [
      suite('architecture', 'test/architecture.test.ts', 30),
      suite('unit', 'test/unit/**/*.test.ts', 30, SHARED_MODULES),
      suite('fuzz', 'test/fuzz/**/*.test.ts', 120 * fuzzRuns, SHARED_MODULES),
      suite('integration', 'test/integration/**/*.test.ts', 60, {
        ...SHARED_MODULES,
        globalSetup: parity ? ['test/parity/setup.ts'] : [],
      }),
      suite('workflow', 'test/workflow/**/*.test.ts', 120, SHARED_MODULES),
      suite('simulate', 'test/simulate/**/*.test.ts', 300, SHARED_MODULES),
      ...(crash ? [suite('crash', 'test/crash/**/*.test.ts', 600)] : []),
      ...(page
        ? [suite('page', 'test/page/**/*.test.ts', 120, { globalSetup: ['test/page/support/results.ts'] })]
        : []),
    ],
  },
});
