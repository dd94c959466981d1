// node counts.mjs FILE NAME STATUS: one line `NAME/SUITE PASSED FAILED SKIPPED` for each suite of a test run.
// FILE is what test/reporter.ts wrote, or missing if the run broke before its end; STATUS is the run's exit code.
import { existsSync, readFileSync } from 'node:fs';

const [file, name, status] = process.argv.slice(2);
const { suites, total } = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : { suites: {}, total: { failed: 0 } };

const rows = Object.entries(suites).map(([suite, counts]) => [suite, counts.passed, counts.failed, counts.skipped]);
const outsideOfSuites = total.failed - rows.reduce((sum, [, , failed]) => sum + failed, 0);
const brokenUnseen = total.failed === 0 && (status !== '0' || rows.length === 0) ? 1 : 0;
if (outsideOfSuites + brokenUnseen > 0) rows.push(['run', 0, outsideOfSuites + brokenUnseen, 0]);

for (const [suite, ...counts] of rows) console.log(`${name}/${suite}`, ...counts);
