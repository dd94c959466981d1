/**
 * The tests of the table with one write made unconditional: that of CONDITION_SITE,
 * `shared/workflows/due/make-partner-due.ts:12`. The source is changed on its way into the test, nowhere else.
 */
import { defineConfig } from 'vitest/config';
import { withoutCondition } from './condition-sites.ts';

const site = process.env.CONDITION_SITE ?? '';
const [file = '', line = ''] = site.split(':');

export default defineConfig({
  plugins: [
    {
      name: 'one unconditional write',
      enforce: 'pre',
      transform: (code, id) => (file !== '' && id.endsWith(`/${file}`) ? withoutCondition(code, Number(line)) : null),
    },
  ],
  test: {
    // The cache's key does not include the site.
    fsModuleCache: false,
    include: ['test/integration/**/*.test.ts'],
    setupFiles: ['test/mutation/unconditional.ts'],
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      POWERTOOLS_LOG_LEVEL: 'SILENT',
    },
  },
});
