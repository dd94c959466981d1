/** The tests of what is written into the ledger, on the embedded table. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/unit/store/*.test.ts',
      'test/unit/mail/deliver.test.ts',
      'test/unit/rules/notices/**/*.test.ts',
      'test/integration/{commands,corrections,limits,mail,merges,store,sweeps}/**/*.test.ts',
    ],
    exclude: ['test/integration/store/faults/*', 'test/integration/store/timeouts.test.ts'],
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
