/**
 * The tests of the rules, and those on the embedded table that play whole commands, merges and sweeps in milliseconds. A
 * mutant of a constant runs all of them, so that tests that take seconds are left out.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/unit/{rules,config,erasure,explain}/**/*.test.ts',
      'test/unit/command/{command,commands-file,partner-rows,ids}.test.ts',
      'test/unit/import/{valid-rows,invalid-cells,problem}.test.ts',
      'test/integration/commands/{decline-renewal,resend-notice}.test.ts',
      'test/integration/corrections/reverse-token.test.ts',
      'test/integration/merges/{ids-after-merge,payments-after-other-events}.test.ts',
      'test/integration/store/enrolment/expired-pack.test.ts',
      'test/integration/store/published-month.test.ts',
    ],
    exclude: ['test/unit/rules/renewal/outage.test.ts'],
    isolate: false,
    testTimeout: 10_000,
  },
});
