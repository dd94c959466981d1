/**
 * One measurement in a process of its own: `node contestant.ts product|loop BUNDLE TABLE IN_FLIGHT SHARDS [TEMPLATE]`;
 * endpoints and settings are in the environment. SHARDS: those that it works on, e.g. 0,1,2,3.
 */
import { readFileSync } from 'node:fs';
import type { handler as pageHandler } from '../../../functions/renewal-notices/page.ts';
import { addDays, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { duePartition } from '../../../shared/store/keys.ts';
import { SENDER } from '../bundles.ts';
import { DAY } from './program.ts';

export type Measured = { readonly mails: number; readonly seconds: number; readonly cpuSeconds: number };

const [who, bundle = '', tableName = '', inFlight = '', shardList = '', template = ''] = process.argv.slice(2);
const shards = shardList.split(',').map(Number);

async function prepareProduct(): Promise<() => Promise<number>> {
  Object.assign(process.env, { TABLE_NAME: tableName, ITEMS_IN_FLIGHT: inFlight });
  const { handler } = (await import(bundle)) as { handler: typeof pageHandler };
  const context = { awsRequestId: 'bench', functionName: 'page', getRemainingTimeInMillis: () => 300_000 } as never;
  return async () => {
    let state: Awaited<ReturnType<typeof handler>> = firstState();
    while (!state.done) state = await handler({ state, now: `${DAY}T08:00:00Z` } as never, context);
    if (state.totals === null || state.totals.failed > 0) throw new Error(`failed: ${JSON.stringify(state.totals)}`);
    return state.totals.acted;
  };
}

function firstState() {
  const run = { runId: 'bench', workflow: 'renewal-notices', asOf: DAY, dryRun: false, isPartial: false };
  return {
    run: { ...run, startedAt: `${DAY}T08:00:00Z`, reason: null, phase: null },
    segment: { index: shards[0], shards, partnerIds: null },
    ...{ mode: 'sweep', page: 0, cursor: null, totals: null, settleBefore: null, done: false, needsSettling: false },
  } as never;
}

async function prepareLoop(): Promise<() => Promise<number>> {
  const { bareLoop } = (await import(bundle)) as typeof import('./bare-loop.ts');
  const partitions = shards.map((shard) => duePartition('renewal-notices', shard));
  const mail = JSON.parse(readFileSync(template, 'utf8'));
  const settings = { tableName, sender: SENDER, inFlight: Number(inFlight), template: mail };
  return () => bareLoop(settings, partitions, addDays(civilDateOf(DAY), 1));
}

const work = await (who === 'product' ? prepareProduct() : prepareLoop());
const [begun, cpu] = [performance.now(), process.cpuUsage()];
const mails = await work();
const { user, system } = process.cpuUsage(cpu);
const measured = { mails, seconds: (performance.now() - begun) / 1000, cpuSeconds: (user + system) / 1e6 };
process.send?.(measured satisfies Measured);
process.disconnect?.();
