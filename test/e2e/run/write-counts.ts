import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Checks } from './checks.ts';

/**
 * The last line of a run, and with `TEST_COUNTS=FILE` the counts per step in that file, as `test/reporter.ts` writes
 * them.
 */
export function writeCounts({ total, suites }: Checks, file = process.env.TEST_COUNTS): void {
  if (file) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ total, suites })}\n`);
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
}
