/** The tests of what is written into the ledger, on the embedded table. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/unit/store/*.test.ts',
      'test/unit/mail/deliver.test.ts',
      'test/unit/rules/notices/**/*.test.ts',
      'test/integration/store/{events,mail-event-sequences,set-aside,set-aside-races,table}.test.ts',
      'test/integration/store/{ledger,races}/*.test.ts',
      'test/integration/{limits,mail,sweeps}/*.test.ts',
    ],
    // Its program is that of a benchmark, which Stryker does not copy.
    exclude: ['test/integration/sweeps/killed-in-flight.test.ts'],
    isolate: false,
    testTimeout: 20_000,
    env: {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      POWERTOOLS_LOG_LEVEL: 'SILENT',
    },
  },
});
