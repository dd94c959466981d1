/**
 * The sweep against a bare loop of the SDK with as many items in flight:
 * `node test/bench/sweep/main.ts [MEMBERSHIPS] [RECIPIENTS]`. Both run as one copy on the same services in another
 * process, in rounds that take turns; the figures are medians, and what counts are the ratios.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { build } from 'esbuild';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import type { Measured } from './contestant.ts';
import { writeProgram } from './program.ts';
import type { Latencies, Listening } from './services.ts';

const ROUNDS = 3;
const SLOW: Latencies = { dynamodb: 5, ses: 60 };
const NONE: Latencies = { dynamodb: 0, ses: 0 };
const SETUPS = [
  { name: 'one in flight', inFlight: 1, latencies: SLOW },
  { name: '8 in flight', inFlight: 8, latencies: SLOW },
  { name: '16 in flight', inFlight: 16, latencies: SLOW },
  { name: '8 in flight, no latency', inFlight: 8, latencies: NONE },
];
const WHO = ['product', 'loop'] as const;

const memberships = Number(process.argv[2] ?? 200);
const recipients = Number(process.argv[3] ?? 2);
const NOTICE_STAGES = [-30, -15, -1, 1, 15, 23, 30];
const PROGRAM = join(import.meta.dirname, '../../../infra/stages/program.sample.json');

const names = SETUPS.flatMap((_, setup) =>
  Array.from({ length: ROUNDS }, (_, round) => WHO.map((who) => tableOf(who, setup, round))).flat(),
);

function tableOf(who: string, setup: number, round: number): string {
  return `${who}-${setup}-${round}`;
}

async function told(services: ChildProcess, latencies: Latencies): Promise<void> {
  services.send(latencies);
  await once(services, 'message');
}

function environmentOf({ dynamodb, ses, s3 }: Listening): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' },
    ...{ AWS_ENDPOINT_URL_DYNAMODB: dynamodb, AWS_ENDPOINT_URL_SES: ses, AWS_ENDPOINT_URL_S3: s3 },
    ...{ POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_TRACE_ENABLED: 'false' },
  };
}

async function measured(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Measured> {
  const child = fork(join(import.meta.dirname, 'contestant.ts'), args, { env });
  const [result] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${args} ended early`))),
  ])) as [Measured];
  return result;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** As they are deployed: one file each, with the SDK in it. */
async function bundles(folder: string): Promise<Record<(typeof WHO)[number], string>> {
  const root = join(import.meta.dirname, '../../..');
  await build({
    entryPoints: {
      product: join(root, 'functions/renewal-notices/page.ts'),
      loop: join(root, 'test/bench/sweep/bare-loop.ts'),
    },
    ...{ bundle: true, minify: true, platform: 'node', format: 'esm', target: 'node24', outdir: folder },
    ...{ outExtension: { '.js': '.mjs' }, mainFields: ['module', 'main'], charset: 'utf8' },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  cpSync(PROGRAM, join(folder, 'program.json'));
  return { product: join(folder, 'product.mjs'), loop: join(folder, 'loop.mjs') };
}

const folder = mkdtempSync(join(tmpdir(), 'bench-sweep-'));
const services = fork(join(import.meta.dirname, 'services.ts'), names);
try {
  const [listening] = (await once(services, 'message')) as [Listening];
  const bundle = await bundles(folder);
  const env = environmentOf(listening);
  const client = new DynamoDBClient({
    endpoint: listening.dynamodb,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  console.log(`${memberships} due memberships with ${recipients} recipients; medians of ${ROUNDS} rounds`);
  console.log(
    '| | product, mails/s | bare loop, mails/s | product ÷ loop | CPU of product, ms/item | of loop | product ÷ loop |\n|---|--:|--:|--:|--:|--:|--:|',
  );
  for (const [setup, { name, inFlight, latencies }] of SETUPS.entries()) {
    const results: Record<(typeof WHO)[number], Measured[]> = { product: [], loop: [] };
    for (let round = 0; round < ROUNDS; round += 1)
      for (const who of WHO) {
        const tableName = tableOf(who, setup, round);
        await told(services, NONE);
        await writeProgram(
          openStore(new Table(client, tableName), { noticeStages: NOTICE_STAGES }),
          memberships,
          recipients,
        );
        await told(services, latencies);
        results[who].push(await measured([who, bundle[who], tableName, String(inFlight)], env));
      }
    const mails = memberships * recipients;
    const rate = (who: (typeof WHO)[number]): number => mails / median(results[who].map(({ seconds }) => seconds));
    const cpu = (who: (typeof WHO)[number]): number => median(results[who].map(({ cpuSeconds }) => cpuSeconds));
    const figures = [rate('product').toFixed(0), rate('loop').toFixed(0), (rate('product') / rate('loop')).toFixed(2)];
    const perItem = WHO.map((who) => ((1000 * cpu(who)) / memberships).toFixed(1));
    figures.push(...perItem, (cpu('product') / cpu('loop')).toFixed(2));
    console.log(`| ${name} | ${figures.join(' | ')} |`);
  }
  client.destroy();
} finally {
  services.disconnect();
  rmSync(folder, { recursive: true, force: true });
}
