/**
 * The tests with one change of `rule-breaks.ts`, RULE_BREAK as JSON. The source is changed on its way into the test,
 * nowhere else.
 */
import { defineConfig } from 'vitest/config';
import { type Break, broken } from './rule-breaks.ts';

const change: Break | null = JSON.parse(process.env.RULE_BREAK ?? 'null');

export default defineConfig({
  plugins: [
    {
      name: 'one broken rule',
      enforce: 'pre',
      transform: (code, id) => (change !== null && id.endsWith(`/${change.file}`) ? broken(code, change) : null),
    },
  ],
  test: {
    // Its key does not know of the change.
    fsModuleCache: false,
    include: ['test/{unit,workflow,integration}/**/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_SESSION_TOKEN: '',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      POWERTOOLS_LOG_LEVEL: 'SILENT',
    },
  },
});
