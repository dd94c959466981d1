/**
 * The sweep against a bare loop of the SDK with as many items in flight. Both run as one copy on the same services in
 * another process, send mails of the same size, and take turns; the figures are medians, and what counts are the
 * ratios.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBundles } from '../bundles.ts';
import { firstMessage } from '../child.ts';
import { median, ratio, type Section } from '../section.ts';
import type { Measured } from './contestant.ts';
import { NO_LATENCY, startServices } from './running-services.ts';
import type { Latencies } from './services.ts';
import { templateOf } from './template.ts';

const ROUNDS = 3;
const SLOW: Latencies = { dynamodb: 5, ses: 60 };
const SETUPS = [
  { name: 'one in flight', inFlight: 1, latencies: SLOW },
  { name: '8 in flight', inFlight: 8, latencies: SLOW },
  { name: '16 in flight', inFlight: 16, latencies: SLOW },
  { name: '8 in flight, no latency', inFlight: 8, latencies: NO_LATENCY },
];
const WHO = ['product', 'loop'] as const;
type Who = (typeof WHO)[number];
const CONTESTANT = join(import.meta.dirname, 'contestant.ts');
const ALL_SHARDS = '0,1,2,3';

export async function sweepSection(memberships = 150, recipients = 2): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sweep-'));
  const tableOf = (who: Who, setup: number, round: number): string => `${who}-${setup}-${round}`;
  const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
  const names = SETUPS.flatMap((_, setup) => rounds.flatMap((round) => WHO.map((who) => tableOf(who, setup, round))));
  const services = await startServices([...names, 'template']);
  try {
    const bundleOf = await makeBundles(
      { product: 'functions/renewal-notices/page.ts', loop: 'test/bench/sweep/bare-loop.ts' },
      folder,
    );
    const template = join(folder, 'template.json');
    const run = (who: Who, table: string, inFlight: number): Promise<Measured> => {
      const args = [who, bundleOf(who), table, String(inFlight), ALL_SHARDS, template];
      return firstMessage(CONTESTANT, args, { env: services.environment() });
    };
    await services.prepare('template', 4, recipients, NO_LATENCY);
    await run('product', 'template', 1);
    const readers = Array.from({ length: recipients }, (_, index) => `Kim ${index}`);
    writeFileSync(template, JSON.stringify(templateOf((await services.accepted()).messages, readers)));
    const rows: string[][] = [];
    for (const [setup, { name, inFlight, latencies }] of SETUPS.entries()) {
      const results: Record<Who, Measured[]> = { product: [], loop: [] };
      for (const round of rounds)
        for (const who of WHO) {
          const table = tableOf(who, setup, round);
          await services.prepare(table, memberships, recipients, latencies);
          results[who].push(await run(who, table, inFlight));
        }
      rows.push([name, ...figuresOf(results, memberships, recipients)]);
    }
    return {
      title: 'The sweep against a bare loop',
      about: `${memberships} due memberships with ${recipients} recipients; 5 ms added to each answer of DynamoDB, 60 ms to each of SES; medians of ${ROUNDS} rounds that take turns. The loop (\`test/bench/sweep/bare-loop.ts\`) makes the same claims, sends mails of the same size, and records the same answers; it knows no rule. CPU includes the start of the process's work, not its import.`,
      header: [
        '',
        'product, mails/s',
        'loop, mails/s',
        'product ÷ loop',
        'CPU of product, ms/item',
        'CPU of loop',
        'product ÷ loop',
      ],
      rows,
    };
  } finally {
    services.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function figuresOf(results: Record<Who, Measured[]>, memberships: number, recipients: number): string[] {
  const rate = (who: Who): number => (memberships * recipients) / median(results[who].map(({ seconds }) => seconds));
  const cpu = (who: Who): number => (1000 * median(results[who].map(({ cpuSeconds }) => cpuSeconds))) / memberships;
  return [
    ...[rate('product').toFixed(0), rate('loop').toFixed(0), ratio(rate('product') / rate('loop'))],
    ...[cpu('product').toFixed(1), cpu('loop').toFixed(1), ratio(cpu('product') / cpu('loop'))],
  ];
}
