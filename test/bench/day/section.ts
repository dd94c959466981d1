/** A day on which the same is due, in tables of different sizes. */
import { join } from 'node:path';
import { firstMessage } from '../child.ts';
import { figure } from '../markdown.ts';
import { ratio, type Section } from '../section.ts';
import type { Days } from './measure.ts';

const SIZES = [1_000, 100_000, 1_000_000];
const MEASURE = join(import.meta.dirname, 'measure.ts');
const HEAP = ['--max-old-space-size=8000'];

export async function dayAtSizesSection(): Promise<Section> {
  const days: [number, Days][] = [];
  for (const size of SIZES)
    days.push([
      size,
      await firstMessage<Days>(MEASURE, [String(size)], {
        execArgv: HEAP,
        env: { ...process.env, POWERTOOLS_LOG_LEVEL: 'SILENT' },
      }),
    ]);
  const smallest = days[0]?.[1].sweep.requests ?? Number.NaN;
  return {
    title: 'A day costs what is due',
    about:
      'A day of renewal-notices with 50 due memberships of two recipients, in a table of 64 shards, against a job that reads all members each day (`test/bench/day/cron-job.ts`), on the same engine. Read units of DynamoDB as AWS bills them; each of the two sends the same 100 mails.',
    header: [
      'memberships',
      'sweep: requests',
      '÷ the smallest',
      'read units',
      'job: requests',
      'read units',
      'job ÷ sweep, read units',
    ],
    rows: days.map(([size, { sweep, job }]) => [
      figure(size),
      ...[figure(sweep.requests), ratio(sweep.requests / smallest), figure(sweep.readUnits)],
      ...[figure(job.requests), figure(job.readUnits), figure(job.readUnits / sweep.readUnits)],
    ]),
  };
}
