/**
 * What the events of a program cost, at most, from a simulation that has run:
 * `node test/bench/cost/events.ts out/demo/result`. Writes the block of docs/costs.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withBlock } from '../../../docs/generator/marked.ts';
import { dollars } from '../markdown.ts';
import { PRICES } from './bill/prices.ts';

const COSTS = join(import.meta.dirname, '../../../docs/costs.md');
const MILLION = 1_000_000;
const GIGABYTE = 1024 ** 3;
const DAYS_OF_A_YEAR = 365.25;
/** For an event alone in its batch: half a second with 512 MB, its cold starts with it. */
const SECONDS_A_CALL = 0.5;
const GIGABYTES_OF_FUNCTION = 0.5;
/** Amazon EventBridge pricing, 2026-11: a GB that is archived, and kept for a month. */
const ARCHIVED_GIGABYTE = 0.1;
const KEPT_GIGABYTE_MONTH = 0.023;
const MONTHS_KEPT = 3;

const linesOf = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean);

/** US dollars of a million events, each alone in its batch: one more read, write and call for each. */
function ofAMillion(bytes: number): Record<string, number> {
  return {
    'on the bus': PRICES.millionEvents,
    'its number: a read and a write of the table': PRICES.millionReadUnits + PRICES.millionWriteUnits,
    'a call of the function (upper bound)':
      PRICES.millionInvocations + MILLION * SECONDS_A_CALL * GIGABYTES_OF_FUNCTION * PRICES.lambdaGigabyteSecond,
    'archived and kept for three months':
      ((MILLION * bytes) / GIGABYTE) * (ARCHIVED_GIGABYTE + MONTHS_KEPT * KEPT_GIGABYTE_MONTH),
  };
}

function block(folder: string): string {
  const events = linesOf(folder, 'events.jsonl');
  const memberships = linesOf(folder, 'memberships.jsonl').length;
  const days = new Set(linesOf(folder, 'runs.jsonl').map((line) => JSON.parse(line).asOf)).size;
  const bytes = Buffer.byteLength(events.join('')) / events.length;
  const aYear = (events.length / memberships / days) * DAYS_OF_A_YEAR;
  const parts = ofAMillion(bytes);
  const million = Object.values(parts).reduce((sum, part) => sum + part, 0);
  const aMonth = (size: number) => dollars((size * aYear * million) / MILLION / 12);
  return `
A membership and year has ${aYear.toFixed(0)} events of ${bytes.toFixed(0)} bytes (${events.length} of the demo's ${memberships} memberships in ${days} days). A million of them cost at most $${million.toFixed(2)}: ${Object.entries(
    parts,
  )
    .map(([what, price]) => `$${price.toFixed(2)} ${what}`)
    .join(', ')}.

| US dollars a month | 1,000 memberships | 100,000 memberships | 1,000,000 memberships |
| --- | --: | --: | --: |
| events, where a stage tells them | ${[1_000, 100_000, 1_000_000].map(aMonth).join(' | ')} |

`;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('the folder with the results of a simulation');
writeFileSync(COSTS, withBlock(readFileSync(COSTS, 'utf8'), 'events', block(resolve(folder))));
