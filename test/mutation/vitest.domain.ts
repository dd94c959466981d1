/** The tests of the rules. A mutant of a constant runs all of them, so that tests that take seconds are left out. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/unit/{rules,config}/**/*.test.ts',
      'test/unit/command/command.test.ts',
      'test/unit/import/{valid-rows,invalid-cells,problem}.test.ts',
    ],
    exclude: ['test/unit/rules/renewal/outage.test.ts'],
    isolate: false,
    testTimeout: 10_000,
  },
});
