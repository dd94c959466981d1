/** The tests that say what the rules are. A mutant of a constant meets all of them, so that those of seconds are left out. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/unit/{rules,config}/**/*.test.ts',
      'test/unit/command/command.test.ts',
      'test/unit/import/{rows,problem}.test.ts',
    ],
    exclude: ['test/unit/rules/renewal/outage.test.ts'],
    isolate: false,
    testTimeout: 10_000,
  },
});
