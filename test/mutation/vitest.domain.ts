/**
 * The tests of the rules, those of what mails say, and those on the embedded table that play whole commands, imports,
 * merges and sweeps in milliseconds. A mutant of a constant runs all of them, so that tests that take seconds are left
 * out.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/unit/{rules,config,erasure,explain}/**/*.test.ts',
      'test/unit/command/{command,commands-file,partner-rows,ids}.test.ts',
      'test/unit/functions/{directory-batch,ses-event}.test.ts',
      'test/unit/import/{invisible,valid-rows,invalid-cells,problem}.test.ts',
      'test/unit/mail/messages/{at-risk,endings,renewal-mail,licences}.test.ts',
      'test/integration/commands/*.test.ts',
      'test/integration/corrections/{correct-membership,rename-membership,reverse-token}.test.ts',
      'test/integration/import/delivery-loss.test.ts',
      'test/integration/mail/claim-age.test.ts',
      'test/integration/merges/{ids-after-merge,joint-renewals,payments-after-a-merge,payments-after-other-events}.test.ts',
      'test/integration/store/enrolment/{expired-pack,stopped}.test.ts',
      'test/integration/store/published-month.test.ts',
    ],
    exclude: ['test/unit/rules/renewal/outage.test.ts'],
    isolate: false,
    testTimeout: 10_000,
  },
});
