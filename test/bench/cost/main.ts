import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readStageSettings } from '../../../infra/config.ts';
import { synthesize } from '../../../infra/local/emulator/assembly/synthesize.ts';
import { removeTemporaryFolders } from '../../../infra/local/simulation/temporary-folders.ts';
import { startDynamoDbLocal } from '../../parity/dynamodb-local.ts';
import { dollars, figure } from '../markdown.ts';
import { billLines, costOf, lambdaAsMeasured, total } from './bill/bill.ts';
import { HOURS_OF_HISTORY, type Pace, secondsPerMail } from './bill/limits.ts';
import { ASSUMED, PRICES } from './bill/prices.ts';
import { ratesOf } from './bill/rates.ts';
import {
  billTable,
  busiestTable,
  dayTable,
  idleRatios,
  perMembershipTable,
  SIZES,
  workflowTable,
} from './bill/tables.ts';
import { checkCounting } from './measure/check-counting.ts';
import { type FixedParts, fixedParts } from './measure/fixed-parts.ts';
import { type Measurement, measure } from './measure/measure.ts';
import { observe } from './measure/observe.ts';
import { Meter } from './measure/usage.ts';

/*
 * npm run bench:cost [-- --partners 250,1000 --days 365]: measures sample programs and works out what they would cost a
 * month. npm run bench:cost -- --reuse out/bench/cost/cost.json: works it out anew, from what was measured before.
 */

const ASSEMBLIES = join(import.meta.dirname, '../../../.cache/assemblies');
const OUT = join(import.meta.dirname, '../../../out/bench/cost');
/** Another send rate to look at besides the one of stage prod. */
const FASTER = 90;

async function measureAll(sizes: readonly number[], days: number): Promise<Measurement[]> {
  const server = await startDynamoDbLocal();
  try {
    await checkCounting(server.endpoint);
    const meter = new Meter();
    observe(meter);
    const measurements: Measurement[] = [];
    for (const partners of sizes) measurements.push(await measure(partners, days, server.endpoint, meter));
    return measurements;
  } finally {
    await server.stop();
  }
}

function paceOfProd(): Pace {
  const { sendRate, ...settings } = readStageSettings({ stage: 'prod' });
  if (sendRate === 'unlimited') throw new Error('the mails of stage prod have no send rate');
  return { ...settings, sendRate };
}

function report(measurements: readonly Measurement[], fixed: FixedParts): { markdown: string; figures: object } {
  const measured = measurements.at(-1);
  if (!measured) throw new Error('nothing was measured');
  const pace = paceOfProd();
  const rates = ratesOf(measured);
  const lines = billLines(measured, fixed, secondsPerMail(pace));
  const { fixed: always, perMembership } = total(lines);
  const asMeasured = lambdaAsMeasured(rates);
  const markdown = [
    billTable(lines),
    `A month costs $${dollars(always)} + memberships × $${perMembership.toPrecision(3)}.`,
    `Lambda as measured here: ${SIZES.map((size) => `$${dollars(costOf(asMeasured, size))}`).join(', ')}.\n`,
    perMembershipTable(measurements),
    dayTable(measurements),
    `A day on which nothing is due, the biggest program as a multiple of the smallest: ${idleRatios(measurements)}.\n`,
    workflowTable(measured),
    busiestTable(measured, [pace, { ...pace, sendRate: FASTER }]),
    `A segment can work for ${figure(HOURS_OF_HISTORY)} hours before its history ends.\n`,
  ].join('\n');
  return { markdown, figures: { lines, fixed, rates, assumed: ASSUMED, prices: PRICES, measurements } };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      partners: { type: 'string', default: '250,1000' },
      days: { type: 'string', default: '365' },
      reuse: { type: 'string' },
    },
  });
  const assemblyDir = await synthesize({ stage: 'prod', cacheDir: ASSEMBLIES });
  const measurements = values.reuse
    ? (JSON.parse(readFileSync(values.reuse, 'utf8')) as { measurements: Measurement[] }).measurements
    : await measureAll(values.partners.split(',').map(Number), Number(values.days));
  const { markdown, figures } = report(measurements, fixedParts(assemblyDir));
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, 'cost.json'), `${JSON.stringify(figures, null, 2)}\n`);
  writeFileSync(join(OUT, 'cost.md'), markdown);
  process.stdout.write(`${markdown}\nWritten to ${OUT}\n`);
}

process.once('exit', removeTemporaryFolders);
try {
  await main();
} catch (error) {
  process.stderr.write(`bench:cost: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
